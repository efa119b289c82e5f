package dev.espy.adapters.csv.writing;

import dev.espy.adapters.csv.reading.CsvFile;
import dev.espy.adapters.csv.reading.CsvRow;
import dev.espy.adapters.csv.reading.CsvRows;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.port.PredictionsPort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pass over predictions with truths that {@link CsvPredictions} wrote. The columns after those of
 * the first label are passed over. A row with too few or too many cells is refused: a file that was
 * cut off, or edited, may end in one.
 */
final class StoredPredictions implements PredictionsPort.Reader {

  private static final List<String> COLUMNS = List.of("truth", "label", "confidence");

  private final CsvFile file;
  private final CsvRows rows;

  private StoredPredictions(CsvFile file) {
    this.file = file;
    this.rows = file.rows();
  }

  /**
   * Starts a pass.
   *
   * @throws BadDataSetException if the columns are others
   */
  static StoredPredictions open(CsvFile file) {
    List<String> header = file.header();
    boolean known = header.size() > COLUMNS.size();
    for (int i = 0; known && i < COLUMNS.size(); i++) {
      known = header.get(i + 1).equals(CsvTableWriter.column(COLUMNS.get(i), header.get(0)));
    }
    if (!known) {
      throw new BadDataSetException(
          file.name() + ": these are not predictions of labelled images, which have a truth each");
    }
    return new StoredPredictions(file);
  }

  @Override
  public String idName() {
    return file.header().get(0);
  }

  @Override
  public PredictionsPort.@Nullable Stored next() {
    CsvRow row = rows.next();
    if (row == null) {
      return null;
    }
    if (row.cells().size() != file.header().size()) {
      throw damaged(
          row,
          "it has %d cells, and the header has %d"
              .formatted(row.cells().size(), file.header().size()));
    }
    Label label = label(row, 2);
    Float confidence = confidence(row);
    if (label != null && confidence == null) {
      throw damaged(row, "it has a label and no confidence");
    }
    return new PredictionsPort.Stored(
        row.number(), row.cells().get(0), label(row, 1), label, confidence);
  }

  private static @Nullable Label label(CsvRow row, int column) {
    String name = row.cell(column);
    return name.isEmpty() ? null : new Label(name);
  }

  private @Nullable Float confidence(CsvRow row) {
    String text = row.cell(COLUMNS.size());
    if (text.isEmpty()) {
      return null;
    }
    try {
      float confidence = Float.parseFloat(text);
      if (confidence >= 0 && confidence <= 1) {
        return confidence;
      }
    } catch (NumberFormatException e) {
      throw damaged(row, "its confidence '%s' is not a number".formatted(shortened(text)));
    }
    throw damaged(
        row, "its confidence '%s' is not a number from 0 to 1".formatted(shortened(text)));
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  private BadDataSetException damaged(CsvRow row, String clause) {
    return new BadDataSetException(
        "%s, row %d is damaged: %s".formatted(file.name(), row.number(), clause));
  }

  @Override
  public void close() {
    rows.close();
  }
}
