package dev.espy.adapters.csv.writing;

import com.opencsv.CSVWriter;
import dev.espy.application.storage.AtomicFile;
import dev.espy.domain.StorageException;
import dev.espy.domain.Unreadable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a CSV file: commas, quotes where needed, a line feed after each row. */
final class CsvTableWriter implements AutoCloseable {

  private static final MathContext DIGITS = new MathContext(6);

  private final AtomicFile file;
  private final CSVWriter csv;

  /**
   * @param target the file
   * @param header the cells of the first row
   * @throws dev.espy.domain.StorageException if the file cannot be written
   */
  CsvTableWriter(Path target, List<String> header) {
    file = AtomicFile.open(target);
    csv =
        new CSVWriter(
            new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8), ',', '"', '"', "\n");
    add(header);
  }

  /**
   * Adds a row.
   *
   * @throws dev.espy.domain.StorageException if it cannot be written
   */
  void add(List<String> cells) {
    csv.writeNext(cells.toArray(String[]::new), false);
    IOException failure = csv.getException();
    if (failure != null) {
      throw AtomicFile.failure(file.target(), failure);
    }
  }

  /**
   * Puts the file in its place.
   *
   * @throws dev.espy.domain.StorageException if the file cannot be written
   */
  void commit() {
    flush();
    file.commit();
  }

  /**
   * Puts the file in another place in the same folder.
   *
   * @throws dev.espy.domain.StorageException if the file cannot be written
   */
  void commitTo(Path place) {
    flush();
    file.commitTo(place);
  }

  private void flush() {
    try {
      csv.flush();
    } catch (IOException e) {
      throw AtomicFile.failure(file.target(), e);
    }
  }

  /** Drops the file, unless it was committed. */
  @Override
  public void close() {
    file.close();
  }

  /**
   * Returns the header of a column of Espy's beside that of the images.
   *
   * @param name the usual header
   * @param idName the header of the images' column
   */
  static String column(String name, String idName) {
    return name.equalsIgnoreCase(idName) ? "espy_" + name : name;
  }

  /** Returns the row of an unreadable image: its row, its id and the reason. */
  static List<String> error(Unreadable bad) {
    return List.of(Integer.toString(bad.row()), bad.id(), bad.describe());
  }

  /**
   * Removes a table of an earlier run, if there is one.
   *
   * @throws StorageException if it cannot be removed
   */
  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StorageException(file + ": cannot be removed, though it is of an earlier run", e);
    }
  }

  /** Returns a number in plain decimals, with six significant digits. */
  static String number(float value) {
    if (!(value >= 0.1f && value < 1)) {
      return number((double) value); // This includes NaN.
    }
    // Most confidences are formatted here, which is fast; for a float it is exact.
    int millionths = (int) (value * 1e6 + 0.5);
    if (millionths == 1_000_000) {
      return "1";
    }
    while (millionths % 10 == 0) {
      millionths /= 10;
    }
    return "0." + millionths;
  }

  /** Returns a number in plain decimals, with six significant digits. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
