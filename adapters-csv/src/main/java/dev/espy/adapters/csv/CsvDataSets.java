package dev.espy.adapters.csv;

import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
import dev.espy.domain.Remedy;
import dev.espy.domain.Sample;
import dev.espy.domain.StorageException;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.ImageCodec;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Data sets that are a CSV file of image names, and perhaps labels, and a folder of images: in a
 * folder, or in a zip of one.
 */
public final class CsvDataSets implements DataSetPort {

  /** A column of more different texts does not hold labels. */
  static final int MOST_LABELS = 1_000_000;

  private final ImageCodec codec;
  private final Supplier<HeapShare> forNames;

  /**
   * Reads data sets whose names and labels take at most half of the heap.
   *
   * @param codec decoder of the images
   */
  public CsvDataSets(ImageCodec codec) {
    this(codec, HeapShare::ofTheHeap);
  }

  /**
   * @param codec decoder of the images
   * @param forNames source of the memory for the names and labels of one data set
   */
  CsvDataSets(ImageCodec codec, Supplier<HeapShare> forNames) {
    this.codec = codec;
    this.forNames = forNames;
  }

  @Override
  public DataSet open(Location location) {
    try {
      DataSetLocator source = DataSetLocator.of(location);
      try {
        return open(location, source);
      } catch (IOException | RuntimeException e) {
        source.close();
        throw e;
      }
    } catch (InvalidPathException e) {
      throw new BadDataSetException(
          "%s holds a file of an impossible name ('%s'); rename it"
              .formatted(location.data(), e.getInput()),
          e);
    } catch (AccessDeniedException e) {
      throw new StorageException("there is no permission to read " + e.getFile(), e);
    } catch (IOException e) {
      throw new StorageException("cannot read " + location.data() + ": " + e.getMessage(), e);
    }
  }

  private DataSet open(Location location, DataSetLocator source) throws IOException {
    String name = source.show(source.csv());
    try (CsvFile csv = CsvFile.open(source.csv(), name)) {
      List<Columns> candidates = Columns.candidates(csv.header(), location, name);
      candidates.forEach(columns -> columns.check(csv, csv.headerRow()));
      List<CsvFile.Row> rows = new ArrayList<>();
      CsvFile.Row row = csv.next();
      while (row != null) {
        rows.add(row);
        row = rows.size() < Columns.FIRST_ROWS ? csv.next() : null;
      }
      if (rows.isEmpty()) {
        throw new BadDataSetException(name + " has no row below its header");
      }
      Layout layout = Layout.of(csv, candidates, rows, location, source);
      return new CsvDataSet(
          location.data().toString(), layout, samples(csv, rows, layout, location), source, codec);
    }
  }

  /** Makes samples of the rows that were read and of those that are left. */
  private List<Sample> samples(
      CsvFile csv, List<CsvFile.Row> read, Layout layout, Location location) {
    Columns columns = layout.columns();
    List<Sample> samples = new ArrayList<>();
    Map<String, Label> labels = new HashMap<>();
    HeapShare heap = forNames.get();
    Iterator<CsvFile.Row> first = read.iterator();
    CsvFile.Row row = first.next();
    while (row != null) {
      columns.check(csv, row);
      String truth = columns.label() < 0 ? "" : row.cell(columns.label());
      int known = labels.size();
      Label label = truth.isEmpty() ? null : labels.computeIfAbsent(truth, Label::new);
      Sample sample = new Sample(row.cell(columns.image()), label, row.number());
      samples.add(sample);
      boolean fits = heap.take(sample.id().length());
      if (labels.size() > known) {
        fits &= heap.take(truth.length());
        checkCount(labels.size(), csv, columns, location);
      }
      if (!fits) {
        throw new BadDataSetException(
            "%s has too many rows, or too long names, for Java's heap, at row %d with %d different labels"
                .formatted(csv.name(), row.number(), labels.size()),
            Remedy.twiceTheHeap(),
            Remedy.NAME_IMAGE_COLUMN,
            Remedy.NAME_LABEL_COLUMN);
      }
      row = first.hasNext() ? first.next() : csv.next();
    }
    return samples;
  }

  private static void checkCount(int labels, CsvFile csv, Columns columns, Location location) {
    if (labels > MOST_LABELS && location.needsLabels()) {
      throw new BadDataSetException(
          "%s has more than %d different labels in column '%s'"
              .formatted(csv.name(), MOST_LABELS, csv.header().get(columns.label())),
          Remedy.NAME_LABEL_COLUMN);
    }
  }
}
