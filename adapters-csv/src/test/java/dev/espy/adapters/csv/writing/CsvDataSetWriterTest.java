package dev.espy.adapters.csv.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.adapters.csv.dataset.CsvDataSets;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Shape;
import dev.espy.domain.StorageException;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.fake.RawImageCodec;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort.Location;
import dev.espy.domain.port.DataSetPort.Purpose;
import dev.espy.domain.port.DataSetWriterContract;
import dev.espy.domain.port.DataSetWriterPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDataSetWriterTest extends DataSetWriterContract {

  private static final Label CAT = new Label("cat");
  private static final Image IMAGE = new Image(new Shape(1, 1, 1), new byte[] {7});

  @Override
  protected DataSetWriterPort writer() {
    return new CsvDataSetWriter(new RawImageCodec());
  }

  @Override
  protected DataSet open(Path csv) {
    return new CsvDataSets(new RawImageCodec()).open(Location.of(csv, Purpose.PREDICT));
  }

  @Test
  void writesWhatTheTutorialExpects() throws IOException {
    InMemoryDataSet source = new InMemoryDataSet("source").add("1", CAT, IMAGE);
    writer().write(source, true, folder.resolve("train.csv"), 2, () -> {});
    assertThat(folder.resolve("train.csv")).hasContent("id,label\n1,cat\n");
    assertThat(folder.resolve("images/1.png")).isRegularFile();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../up", "a/b", "a\\b", "", ".", "..", "C:x"})
  void refusesIdsThatAreNoFileNames(String id) {
    InMemoryDataSet source = new InMemoryDataSet("source").add("1", CAT, IMAGE).add(id, CAT, IMAGE);
    assertThatThrownBy(() -> writer().write(source, true, folder.resolve("x.csv"), 2, () -> {}))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContainingAll("source", "row 3", "'" + id + "'");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesIdsThatAreTheSame() {
    InMemoryDataSet source =
        new InMemoryDataSet("source").add("1", CAT, IMAGE).add("1", CAT, IMAGE);
    assertThatThrownBy(() -> writer().write(source, true, folder.resolve("x.csv"), 2, () -> {}))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContaining("second");
  }

  @Test
  void leavesTheOldListWhenItFails() throws IOException {
    Path csv = Files.writeString(folder.resolve("x.csv"), "old");
    Files.writeString(folder.resolve("images"), "not a folder");
    InMemoryDataSet source = new InMemoryDataSet("source").add("1", CAT, IMAGE);
    assertThatThrownBy(() -> writer().write(source, true, csv, 2, () -> {}))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("images");
    assertThat(csv).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  @Timeout(60)
  void writesOnTheGivenNumberOfThreads(int threads) {
    InMemoryDataSet source = new InMemoryDataSet("source");
    for (int i = 1; i <= 12; i++) {
      source.add("" + i, CAT, IMAGE);
    }
    Set<Thread> used = ConcurrentHashMap.newKeySet();
    CyclicBarrier all = new CyclicBarrier(threads);

    int written =
        writer()
            .write(
                source,
                true,
                folder.resolve("train.csv"),
                threads,
                () -> {
                  used.add(Thread.currentThread());
                  try {
                    all.await();
                  } catch (InterruptedException | BrokenBarrierException e) {
                    throw new IllegalStateException(e);
                  }
                });

    assertThat(written).isEqualTo(12);
    assertThat(used).hasSize(threads);
  }

  @Test
  void stopsWhenAnImageFails() {
    InMemoryDataSet source = new InMemoryDataSet("source");
    for (int i = 1; i <= 100; i++) {
      source.add("" + i, CAT, IMAGE);
    }
    AtomicInteger told = new AtomicInteger();

    assertThatThrownBy(
            () ->
                writer()
                    .write(
                        source,
                        true,
                        folder.resolve("train.csv"),
                        2,
                        () -> {
                          told.incrementAndGet();
                          throw new CancellationException("stopped");
                        }))
        .isInstanceOf(CancellationException.class)
        .hasMessage("stopped");

    // Each thread may be at work on one image.
    assertThat(told.get()).isBetween(1, 2);
    assertThat(folder.resolve("train.csv")).doesNotExist();
  }
}
