package dev.espy.adapters.csv;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.exceptions.CsvMalformedLineException;
import com.opencsv.exceptions.CsvMultilineLimitBrokenException;
import com.opencsv.exceptions.CsvValidationException;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.StorageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file as people have it: comma, semicolon, tab or bar between the cells, quotes
 * around some of them, line feeds inside these, blank lines, any line end, any of the usual
 * encodings.
 *
 * <p>Rows are numbered as a spreadsheet shows them: the first is 1, a blank line counts, a cell of
 * several lines does not make several rows.
 */
final class CsvFile implements AutoCloseable {

  /**
   * A row.
   *
   * @param number its number, from 1
   * @param cells its cells as they stand
   */
  record Row(int number, List<String> cells) {

    /** Returns a cell without white space around it; empty where the row has too few. */
    String cell(int column) {
      return column < cells.size() ? cells.get(column).strip() : "";
    }
  }

  private static final int MOST_LINES = 1000;
  private static final char[] SEPARATORS = {',', ';', '\t', '|'};

  private final String name;
  private final CSVReader csv;
  private final Row header;
  private int row;

  private CsvFile(String name, BufferedReader reader) throws IOException {
    this.name = name;
    this.csv =
        new CSVReaderBuilder(reader)
            .withCSVParser(new LenientParser(separator(reader)))
            .withMultilineLimit(MOST_LINES)
            .withVerifyReader(false)
            .build();
    Row first = next();
    if (first == null) {
      throw new BadDataSetException(name + " is empty");
    }
    this.header = new Row(first.number, first.cells.stream().map(String::strip).toList());
  }

  /**
   * Opens a file and reads its first row.
   *
   * @param name what to call the file before the user
   * @throws BadDataSetException if there is no such file, or it is empty or no CSV file
   * @throws StorageException if it cannot be read
   */
  static CsvFile open(Path file, String name) {
    try {
      Encoding encoding = Encoding.of(file, name);
      BufferedReader reader = new BufferedReader(new LineLimit(encoding.read(file)), 1 << 16);
      try {
        return new CsvFile(name, reader);
      } catch (IOException | RuntimeException e) {
        reader.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new BadDataSetException("there is no file " + name, e);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** Returns the file as messages call it. */
  String name() {
    return name;
  }

  /** Returns the cells of the first row that is not blank, without white space around them. */
  List<String> header() {
    return header.cells;
  }

  /** Returns the first row that is not blank. */
  Row headerRow() {
    return header;
  }

  /**
   * Checks that a cell is in one line. A quote that nobody closed makes one cell of all that
   * follows, up to the next quote.
   *
   * @param column the position of the cell; nothing is checked where the row has no such cell
   * @param what the cell's content as messages call it
   * @throws BadDataSetException if it is not
   */
  void check(Row row, int column, String what) {
    String cell = column < 0 ? "" : row.cell(column);
    if (cell.indexOf('\n') >= 0) {
      throw new BadDataSetException(
          "%s, row %d: %s goes over several lines ('%s ...'), perhaps because a quote (\") is not closed; %s"
              .formatted(
                  name,
                  row.number,
                  what,
                  cell.lines().findFirst().orElse("").strip(),
                  MalformedCsvException.ADVICE));
    }
  }

  /**
   * Returns the next row that is not blank, or null at the end.
   *
   * @throws BadDataSetException if a quote is not closed, or a line never ends
   * @throws StorageException if it cannot be read
   */
  @Nullable Row next() {
    try {
      while (true) {
        String[] cells = csv.readNext();
        if (cells == null) {
          return null;
        }
        row++;
        if (cells.length > 1 || !cells[0].isBlank()) {
          return new Row(row, Arrays.asList(cells));
        }
      }
    } catch (CsvMalformedLineException | CsvMultilineLimitBrokenException e) {
      throw new BadDataSetException(
          "%s, row %d: a quote (\") is opened and not closed within %,d lines; %s"
              .formatted(name, row + 1, MOST_LINES, MalformedCsvException.ADVICE),
          e);
    } catch (MalformedCsvException e) {
      throw new BadDataSetException("%s, row %d: %s".formatted(name, row + 1, e.getMessage()), e);
    } catch (IOException | CsvValidationException e) {
      throw unreadable(name, e);
    }
  }

  @Override
  public void close() {
    try {
      csv.close();
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static StorageException unreadable(String name, Exception e) {
    return new StorageException("cannot read " + name + ": " + e.getMessage(), e);
  }

  /** Finds the separator that the first row has most often, and leaves the reader at its start. */
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
