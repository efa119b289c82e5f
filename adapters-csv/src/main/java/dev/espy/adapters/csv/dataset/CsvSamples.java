package dev.espy.adapters.csv.dataset;

import dev.espy.adapters.csv.reading.CsvFile;
import dev.espy.adapters.csv.reading.CsvRow;
import dev.espy.adapters.csv.reading.CsvRows;
import dev.espy.application.HeapShare;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Remedy;
import dev.espy.domain.Sample;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A pass over the samples of a table. Where labels are needed, their number is limited and each is
 * one object.
 */
final class CsvSamples implements Iterator<Sample>, AutoCloseable {

  /** The largest number of labels; a column of more different texts does not hold labels. */
  static final int MOST_LABELS = 1_000_000;

  private final CsvFile csv;
  private final Columns columns;
  private final @Nullable HeapShare forLabels;
  private final Map<String, Label> labels = new HashMap<>();
  private final CsvRows rows;
  private @Nullable Sample next;

  /**
   * @param csv the table
   * @param columns the columns of image names and labels
   * @param forLabels the memory for the labels, or null if labels are not needed
   */
  CsvSamples(CsvFile csv, Columns columns, @Nullable HeapShare forLabels) {
    this.csv = csv;
    this.columns = columns;
    this.forLabels = forLabels;
    this.rows = csv.rows();
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      CsvRow row = rows.next();
      next = row == null ? null : sample(row);
    }
    return next != null;
  }

  /**
   * @throws BadDataSetException if the row is malformed, or there are too many labels
   */
  @Override
  public Sample next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Sample sample = next;
    next = null;
    return sample;
  }

  private Sample sample(CsvRow row) {
    columns.check(csv, row);
    String truth = columns.label() < 0 ? "" : row.cell(columns.label());
    return new Sample(row.cell(columns.image()), label(truth, row.number()), row.number());
  }

  private @Nullable Label label(String truth, int row) {
    if (truth.isEmpty()) {
      return null;
    }
    if (forLabels == null) {
      return new Label(truth);
    }
    Label known = labels.get(truth);
    if (known != null) {
      return known;
    }
    Label label = new Label(truth);
    labels.put(truth, label);
    if (labels.size() > MOST_LABELS) {
      throw new BadDataSetException(
          "%s has more than %d different labels in column '%s'"
              .formatted(csv.name(), MOST_LABELS, csv.header().get(columns.label())),
          Remedy.NAME_LABEL_COLUMN);
    }
    if (!forLabels.takeText(truth.length())) {
      throw new BadDataSetException(
          "%s has too many rows, or too long names, for Java's heap, at row %d with %d different labels"
              .formatted(csv.name(), row, labels.size()),
          Remedy.twiceTheHeap(),
          Remedy.NAME_IMAGE_COLUMN,
          Remedy.NAME_LABEL_COLUMN);
    }
    return label;
  }

  @Override
  public void close() {
    rows.close();
  }
}
