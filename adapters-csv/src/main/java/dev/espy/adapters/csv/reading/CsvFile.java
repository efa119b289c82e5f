package dev.espy.adapters.csv.reading;

import dev.espy.domain.BadDataSetException;
import dev.espy.domain.StorageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A CSV file as people write it: comma, semicolon, tab or bar between the cells, quotes around some
 * of them, line feeds inside these, blank lines, any line end, any of the usual encodings.
 */
public final class CsvFile {

  private static final char[] SEPARATORS = {',', ';', '\t', '|'};

  private final Path file;
  private final String name;
  private final Encoding encoding;
  private final char separator;
  private final CsvRow header;

  private CsvFile(Path file, String name, Encoding encoding) throws IOException {
    this.file = file;
    this.name = name;
    this.encoding = encoding;
    try (BufferedReader reader = reader()) {
      this.separator = separator(reader);
      CsvRow first = new CsvRows(name, reader, separator).next();
      if (first == null) {
        throw new BadDataSetException(name + " is empty");
      }
      this.header = new CsvRow(first.number(), first.cells().stream().map(String::strip).toList());
    }
  }

  /**
   * Finds the encoding and the separator of a file and reads its first row.
   *
   * @param file the file
   * @param name the name of the file in messages
   * @throws BadDataSetException if there is no such file, or it is empty or no CSV file
   * @throws StorageException if it cannot be read
   */
  public static CsvFile open(Path file, String name) {
    try {
      return new CsvFile(file, name, Encoding.of(file, name));
    } catch (NoSuchFileException e) {
      throw new BadDataSetException("there is no file " + name, e);
    } catch (IOException e) {
      throw CsvRows.unreadable(name, e);
    }
  }

  private BufferedReader reader() throws IOException {
    return new BufferedReader(new LineLimit(encoding.read(file)), 1 << 16);
  }

  /** Returns the name of the file in messages. */
  public String name() {
    return name;
  }

  /** Returns the cells of the first row that is not blank, without white space around them. */
  public List<String> header() {
    return header.cells();
  }

  /** Returns the first row that is not blank. */
  public CsvRow headerRow() {
    return header;
  }

  /**
   * Starts a pass over the rows below the header.
   *
   * @return the rows, to be closed by the caller
   * @throws StorageException if the file cannot be read
   */
  public CsvRows rows() {
    try {
      CsvRows rows = new CsvRows(name, reader(), separator);
      var unused = rows.next(); // The header.
      return rows;
    } catch (IOException e) {
      throw CsvRows.unreadable(name, e);
    }
  }

  /**
   * Checks that a cell is in one line. A quote that is not closed makes one cell of everything up
   * to the next quote.
   *
   * @param row a row of this file
   * @param column the position of the cell; a missing cell is not checked
   * @param what the name of the cell's content in messages
   * @throws BadDataSetException if the cell has several lines
   */
  public void check(CsvRow row, int column, String what) {
    String cell = column < 0 ? "" : row.cell(column);
    if (cell.indexOf('\n') >= 0) {
      throw new BadDataSetException(
          "%s, row %d: %s goes over several lines ('%s ...'), perhaps because a quote (\") is not closed; %s"
              .formatted(
                  name,
                  row.number(),
                  what,
                  cell.lines().findFirst().orElse("").strip(),
                  MalformedCsvException.ADVICE));
    }
  }

  /** Returns the most frequent separator of the first row; the reader stays at its start. */
  private static char separator(Reader reader) throws IOException {
    int limit = 1 << 16;
    reader.mark(limit);
    int[] counts = new int[SEPARATORS.length];
    boolean quoted = false;
    boolean blank = true;
    for (int i = 0; i < limit - 1; i++) {
      int character = reader.read();
      boolean lineEnd = character == '\n' || character == '\r';
      if (character < 0 || (lineEnd && !quoted && !blank)) {
        break;
      }
      blank &= Character.isWhitespace(character);
      quoted ^= character == '"';
      for (int candidate = 0; candidate < counts.length && !quoted; candidate++) {
        if (character == SEPARATORS[candidate]) {
          counts[candidate]++;
        }
      }
    }
    reader.reset();
    int best = 0;
    for (int candidate = 1; candidate < counts.length; candidate++) {
      if (counts[candidate] > counts[best]) {
        best = candidate;
      }
    }
    return SEPARATORS[best];
  }
}
