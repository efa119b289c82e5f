package dev.espy.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of {@link DataSet}. */
public abstract class DataSetContract {

  /** A labelled image. */
  public record Entry(Label label, Image image) {}

  private static final Shape SMALL = new Shape(1, 2, 2);

  /**
   * Returns a data set of these images in this order. The data set chooses their names.
   *
   * @param entries images of one shape; the labels are whole numbers from 0
   */
  protected abstract DataSet open(List<Entry> entries) throws Exception;

  /** Returns the label that the data set gives an entry, empty if it has no labels. */
  protected Optional<Label> truth(Entry entry) {
    return Optional.of(entry.label());
  }

  @Test
  void listsSamplesInTheirOrder() throws Exception {
    List<Entry> entries = entries(1, 12);
    try (DataSet data = open(entries)) {
      assertThat(data.samples())
          .extracting(Sample::truth)
          .containsExactlyElementsOf(entries.stream().map(this::truth).toList());
      assertThat(data.samples()).extracting(Sample::row).isSorted().doesNotHaveDuplicates();
      assertThat(data.samples()).extracting(Sample::id).doesNotContain("");
      assertThat(data.samples()).isEqualTo(data.samples().toList());
      assertThat(data.size()).isEqualTo(entries.size());
      assertThat(data.name()).isNotBlank();
      assertThat(data.idName()).isNotBlank();
      assertThat(data.describe()).isNotBlank().doesNotContain("\n");
    }
  }

  @Test
  void severalPassesAreOpenAtOnce() throws Exception {
    try (DataSet data = open(entries(1, 3));
        Stream<Sample> one = data.samples();
        Stream<Sample> other = data.samples()) {
      Iterator<Sample> first = one.iterator();
      Iterator<Sample> second = other.iterator();
      for (int i = 0; i < 3; i++) {
        assertThat(first.next()).isEqualTo(second.next());
      }
      assertThat(first.hasNext()).isFalse();
      assertThat(second.hasNext()).isFalse();
    }
  }

  @Test
  void aPassMayEndEarly() throws Exception {
    try (DataSet data = open(entries(1, 3))) {
      try (Stream<Sample> samples = data.samples()) {
        assertThat(samples.iterator().hasNext()).isTrue();
      }
      assertThat(data.samples()).hasSize(3);
    }
  }

  @Test
  void givesGreyImagesAsTheyAre() throws Exception {
    givesImagesAsTheyAre(1);
  }

  @Test
  void givesColourImagesAsTheyAre() throws Exception {
    givesImagesAsTheyAre(3);
  }

  private void givesImagesAsTheyAre(int channels) throws Exception {
    List<Entry> entries = entries(channels, 5);
    try (DataSet data = open(entries)) {
      List<Sample> samples = data.samples().toList();
      // In random order, and one of them twice.
      for (int index : new int[] {3, 0, 4, 1, 2, 0}) {
        Sample sample = samples.get(index);
        assertSame(data.read(sample, SMALL), entries.get(index).image());
        Shape shape = data.read(sample, SMALL, reading -> ((Image) reading).shape());
        assertThat(shape).isEqualTo(entries.get(index).image().shape());
      }
    }
  }

  @Test
  void readsFromSeveralThreadsAtOnce() throws Exception {
    List<Entry> entries = entries(1, 200);
    try (DataSet data = open(entries)) {
      List<Sample> samples = data.samples().toList();
      IntStream.range(0, 600)
          .parallel()
          .forEach(
              i ->
                  assertSame(data.read(samples.get(i % 200), SMALL), entries.get(i % 200).image()));
    }
  }

  @Test
  void tellsImagesApartByTheirKeys() throws Exception {
    try (DataSet data = open(entries(1, 9))) {
      List<Optional<Object>> keys = data.samples().map(data::imageKey).toList();
      assertThat(keys.stream().flatMap(Optional::stream)).doesNotHaveDuplicates();
      assertThat(data.samples().map(data::imageKey)).isEqualTo(keys);
    }
  }

  @Test
  void isNotMadeOfJustAnyFile(@TempDir Path folder) throws Exception {
    Path other = Files.write(folder.resolve("other.png"), new byte[] {1, 0, 2});
    try (DataSet data = open(entries(1, 2))) {
      assertThat(data.isMadeOf(other)).isFalse();
      assertThat(data.isMadeOf(folder.resolve("none.csv"))).isFalse();
    }
  }

  @Test
  void closesTwice() throws Exception {
    DataSet data = open(entries(1, 2));
    data.close();
    data.close();
    assertThat(data.size()).isEqualTo(2);
  }

  private static void assertSame(DecodeResult reading, Image image) {
    assertThat(reading).isInstanceOf(Image.class);
    assertThat(((Image) reading).shape()).isEqualTo(image.shape());
    assertThat(((Image) reading).pixels()).isEqualTo(image.pixels());
  }

  private static List<Entry> entries(int channels, int count) {
    Random random = new Random(7);
    Shape shape = new Shape(channels, 4, 6);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              byte[] pixels = new byte[shape.size()];
              random.nextBytes(pixels);
              return new Entry(new Label(Integer.toString(i % 3)), new Image(shape, pixels));
            })
        .toList();
  }
}
