package dev.espy.adapters.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.fake.InMemoryDataSetWriter;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetWriterContract;
import dev.espy.domain.port.DataSetWriterPort;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A writer that nobody interrupts writes as the one behind it does. */
class InterruptibleWriterTest extends DataSetWriterContract {

  private final InMemoryDataSetWriter inMemory = new InMemoryDataSetWriter();

  @Override
  protected DataSetWriterPort writer() {
    return new InterruptibleWriter(inMemory, () -> false);
  }

  @Override
  protected DataSet open(Path csv) {
    return inMemory.written(csv);
  }

  @Test
  void stopsAfterTheImageDuringWhichItIsInterrupted() {
    Image image = new Image(new Shape(1, 1, 1), new byte[] {7});
    InMemoryDataSet source =
        new InMemoryDataSet("source").add("1", null, image).add("2", null, image);
    AtomicInteger written = new AtomicInteger();
    Path csv = folder.resolve("train.csv");

    assertThatThrownBy(
            () ->
                new InterruptibleWriter(inMemory, () -> written.get() == 1)
                    .write(source, false, csv, 2, written::incrementAndGet))
        .isInstanceOf(CancellationException.class)
        .hasMessage("stopped before all images were written, so there is no " + csv);
    assertThat(written).hasValue(1);
  }
}
