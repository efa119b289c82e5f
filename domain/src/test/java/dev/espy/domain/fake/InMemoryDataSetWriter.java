package dev.espy.domain.fake;

import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetWriterPort;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stores written data sets in memory, by the path of their CSV. */
public final class InMemoryDataSetWriter implements DataSetWriterPort {

  private final Map<Path, DataSet> written = new ConcurrentHashMap<>();

  /** Returns the last data set written to this CSV, or null. */
  public @Nullable DataSet written(Path csv) {
    return written.get(csv);
  }

  @Override
  public int write(DataSet source, boolean labels, Path csv, int threads, Runnable imageWritten) {
    InMemoryDataSet copy = new InMemoryDataSet(csv.toString());
    for (Sample sample : source.samples().toList()) {
      if (source.read(sample, new Shape(1, 1 << 15, 1 << 15)) instanceof Image image) {
        copy.add(sample.id(), labels ? sample.truth().orElseThrow() : null, image);
        imageWritten.run();
      }
    }
    written.put(csv, copy);
    return copy.size();
  }
}
