package dev.espy.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.fake.InMemoryDataSet;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of {@link DataSetWriterPort}. */
public abstract class DataSetWriterContract {

  private static final Label CAT = new Label("cat");
  private static final Label ODD = new Label("T-shirt, \"top\"");

  /** The folder for data sets. */
  @TempDir protected Path folder;

  /** Returns the writer under test, the same in one test. */
  protected abstract DataSetWriterPort writer();

  /** Opens a written data set. */
  protected abstract DataSet open(Path csv) throws Exception;

  @Test
  void writesLabelsAndImages() throws Exception {
    InMemoryDataSet source =
        new InMemoryDataSet("source")
            .add("1", CAT, image(1, 10))
            .add("007", ODD, image(3, 50))
            .add("photo.png", CAT, image(1, 90));
    Path csv = folder.resolve("new/train.csv");
    AtomicInteger told = new AtomicInteger();

    assertThat(writer().write(source, true, csv, 2, told::incrementAndGet)).isEqualTo(3);

    assertThat(told).hasValue(3);
    try (DataSet written = open(csv)) {
      assertThat(written.samples()).extracting(Sample::id).containsExactly("1", "007", "photo.png");
      assertThat(written.samples()).extracting(Sample::label).containsExactly(CAT, ODD, CAT);
      assertImage(written, 0, image(1, 10));
      assertImage(written, 1, image(3, 50));
      assertImage(written, 2, image(1, 90));
    }
  }

  @Test
  void writesWithoutLabels() throws Exception {
    InMemoryDataSet source =
        new InMemoryDataSet("source").add("1", CAT, image(1, 10)).add("2", null, image(1, 20));
    Path csv = folder.resolve("test.csv");

    assertThat(writer().write(source, false, csv, 2, () -> {})).isEqualTo(2);

    try (DataSet written = open(csv)) {
      assertThat(written.samples()).extracting(Sample::label).containsOnlyNulls();
      assertThat(written.idName()).isEqualTo(source.idName());
    }
  }

  @Test
  void leavesOutWhatCannotBeRead() throws Exception {
    InMemoryDataSet source =
        new InMemoryDataSet("source")
            .add("1", CAT, image(1, 10))
            .addUnreadable("2", CAT, "the file is empty")
            .add("3", CAT, image(1, 30));
    Path csv = folder.resolve("train.csv");

    assertThat(writer().write(source, true, csv, 2, () -> {})).isEqualTo(2);

    try (DataSet written = open(csv)) {
      assertThat(written.samples()).extracting(Sample::id).containsExactly("1", "3");
      assertImage(written, 1, image(1, 30));
    }
  }

  @Test
  void replacesWhatWasThere() throws Exception {
    Path csv = folder.resolve("train.csv");
    writer().write(new InMemoryDataSet("old").add("1", CAT, image(1, 10)), true, csv, 2, () -> {});
    writer().write(new InMemoryDataSet("new").add("1", ODD, image(1, 70)), true, csv, 2, () -> {});

    try (DataSet written = open(csv)) {
      assertThat(written.samples()).extracting(Sample::label).containsExactly(ODD);
      assertImage(written, 0, image(1, 70));
    }
  }

  private static void assertImage(DataSet data, int index, Image expected) {
    Image image = (Image) data.read(data.samples().toList().get(index), new Shape(1, 1, 1));
    assertThat(image.shape()).isEqualTo(expected.shape());
    assertThat(image.pixels()).isEqualTo(expected.pixels());
  }

  private static Image image(int channels, int first) {
    Shape shape = new Shape(channels, 5, 4);
    byte[] pixels = new byte[shape.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (first + 3 * i);
    }
    return new Image(shape, pixels);
  }
}
