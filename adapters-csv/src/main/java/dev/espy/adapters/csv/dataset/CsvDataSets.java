package dev.espy.adapters.csv.dataset;

import dev.espy.adapters.csv.reading.CsvFile;
import dev.espy.adapters.csv.reading.CsvRow;
import dev.espy.adapters.csv.reading.CsvRows;
import dev.espy.application.HeapShare;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.StorageException;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.ImageCodecPort;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Data sets that are a CSV file of image names, and perhaps labels, and a folder of images: in a
 * folder, or in a zip of one.
 */
public final class CsvDataSets implements DataSetPort {

  /** The memory for the rows of a table that is read once, in bytes: some 30,000 rows. */
  private static final int SHORT_TABLE = 1 << 23;

  private final ImageCodecPort codec;
  private final Supplier<HeapShare> forLabels;
  private final Supplier<HeapShare> forRows;

  /**
   * Creates a reader of data sets whose labels take at most half of the heap.
   *
   * @param codec decoder of the images
   */
  public CsvDataSets(ImageCodecPort codec) {
    this(codec, HeapShare::ofTheHeap, () -> new HeapShare(SHORT_TABLE));
  }

  /**
   * @param codec decoder of the images
   * @param forLabels source of the memory for the labels in one pass over a data set
   * @param forRows source of the memory for the rows of a short table
   */
  CsvDataSets(ImageCodecPort codec, Supplier<HeapShare> forLabels, Supplier<HeapShare> forRows) {
    this.codec = codec;
    this.forLabels = forLabels;
    this.forRows = forRows;
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
    CsvFile csv = CsvFile.open(source.csv(), name);
    List<Columns> candidates = Columns.candidates(csv.header(), location, name);
    candidates.forEach(columns -> columns.check(csv, csv.headerRow()));
    List<CsvRow> first = firstRows(csv);
    if (first.isEmpty()) {
      throw new BadDataSetException(name + " has no row below its header");
    }
    Layout layout = Layout.of(csv, candidates, first, location, source);
    return new CsvDataSet(
        location.data().toString(),
        layout,
        () ->
            new CsvSamples(csv, layout.columns(), location.needsLabels() ? forLabels.get() : null),
        source,
        codec,
        forRows.get());
  }

  private static List<CsvRow> firstRows(CsvFile csv) {
    List<CsvRow> rows = new ArrayList<>();
    try (CsvRows all = csv.rows()) {
      CsvRow row = all.next();
      while (row != null) {
        rows.add(row);
        row = rows.size() < Columns.FIRST_ROWS ? all.next() : null;
      }
    }
    return rows;
  }
}
