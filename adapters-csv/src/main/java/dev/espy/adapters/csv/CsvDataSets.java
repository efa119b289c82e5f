package dev.espy.adapters.csv;

import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Label;
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

/**
 * Data sets that are a CSV file of image names, and perhaps labels, and a folder of images: in a
 * folder, or in a zip of one.
 */
public final class CsvDataSets implements DataSetPort {

  private final ImageCodec codec;

  /**
   * @param codec decoder of the images
   */
  public CsvDataSets(ImageCodec codec) {
    this.codec = codec;
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
          location.data().toString(), layout, samples(csv, rows, layout), source, codec);
    }
  }

  /** Makes samples of the rows that were read and of those that are left. */
  private static List<Sample> samples(CsvFile csv, List<CsvFile.Row> read, Layout layout) {
    Columns columns = layout.columns();
    List<Sample> samples = new ArrayList<>();
    Map<String, Label> labels = new HashMap<>();
    Iterator<CsvFile.Row> first = read.iterator();
    CsvFile.Row row = first.next();
    while (row != null) {
      columns.check(csv, row);
      String truth = columns.label() < 0 ? "" : row.cell(columns.label());
      Label label = truth.isEmpty() ? null : labels.computeIfAbsent(truth, Label::new);
      samples.add(new Sample(row.cell(columns.image()), label, row.number()));
      row = first.hasNext() ? first.next() : csv.next();
    }
    return samples;
  }
}
