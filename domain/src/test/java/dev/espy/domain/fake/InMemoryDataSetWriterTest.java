package dev.espy.domain.fake;

import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetWriterContract;
import dev.espy.domain.port.DataSetWriterPort;
import java.nio.file.Path;

class InMemoryDataSetWriterTest extends DataSetWriterContract {

  private final InMemoryDataSetWriter writer = new InMemoryDataSetWriter();

  @Override
  protected DataSetWriterPort writer() {
    return writer;
  }

  @Override
  protected DataSet open(Path csv) {
    return writer.written(csv);
  }
}
