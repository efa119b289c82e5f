package dev.espy.adapters.csv.reading;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.exceptions.CsvMalformedLineException;
import com.opencsv.exceptions.CsvMultilineLimitBrokenException;
import com.opencsv.exceptions.CsvValidationException;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.StorageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A pass over the rows of a CSV file, one row after the other. */
public final class CsvRows implements AutoCloseable {

  private static final int MOST_LINES = 1000;

  private final String name;
  private final CSVReader csv;
  private int row;

  /**
   * @param name the name of the file in messages
   * @param reader the text
   * @param separator the character between cells
   */
  CsvRows(String name, BufferedReader reader, char separator) {
    this.name = name;
    this.csv =
        new CSVReaderBuilder(reader)
            .withCSVParser(new LenientParser(separator))
            .withMultilineLimit(MOST_LINES)
            .withVerifyReader(false)
            .build();
  }

  /**
   * Returns the next row that is not blank, or null at the end of the file.
   *
   * @throws BadDataSetException if a quote is not closed, or a line is too long
   * @throws StorageException if the file cannot be read
   */
  public @Nullable CsvRow next() {
    try {
      while (true) {
        String[] cells = csv.readNext();
        if (cells == null) {
          return null;
        }
        row++;
        if (cells.length > 1 || !cells[0].isBlank()) {
          return new CsvRow(row, Arrays.asList(cells));
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

  /** Closes the file. Closing twice does nothing. */
  @Override
  public void close() {
    try {
      csv.close();
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  static StorageException unreadable(String name, Exception e) {
    return new StorageException("cannot read " + name + ": " + e.getMessage(), e);
  }
}
