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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
    writer().write(source, true, folder.resolve("train.csv"), () -> {});
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
    assertThatThrownBy(() -> writer().write(source, true, folder.resolve("x.csv"), () -> {}))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContainingAll("source", "row 3", "'" + id + "'");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesIdsThatAreTheSame() {
    InMemoryDataSet source =
        new InMemoryDataSet("source").add("1", CAT, IMAGE).add("1", CAT, IMAGE);
    assertThatThrownBy(() -> writer().write(source, true, folder.resolve("x.csv"), () -> {}))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContaining("second");
  }

  @Test
  void leavesTheOldListWhenItFails() throws IOException {
    Path csv = Files.writeString(folder.resolve("x.csv"), "old");
    Files.writeString(folder.resolve("images"), "not a folder");
    InMemoryDataSet source = new InMemoryDataSet("source").add("1", CAT, IMAGE);
    assertThatThrownBy(() -> writer().write(source, true, csv, () -> {}))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("images");
    assertThat(csv).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }
}
