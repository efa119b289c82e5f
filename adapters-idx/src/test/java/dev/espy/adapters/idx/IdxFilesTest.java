package dev.espy.adapters.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFilesTest extends DataSetContract {

  private static final Shape SMALL = new Shape(1, 1, 1);

  @TempDir Path folder;

  @Override
  protected DataSet open(List<Entry> entries) throws IOException {
    Shape shape = entries.get(0).image().shape();
    ByteBuffer images = ByteBuffer.allocate(entries.size() * shape.size());
    ByteBuffer labels = ByteBuffer.allocate(entries.size());
    for (Entry entry : entries) {
      images.put(entry.image().pixels());
      labels.put(Byte.parseByte(entry.label().name()));
    }
    int n = entries.size();
    int[] sizes =
        shape.channels() == 1
            ? new int[] {n, shape.height(), shape.width()}
            : new int[] {n, 3, shape.height(), shape.width()};
    return open(
        file("images", idx(images.array(), sizes)),
        gzip("labels", idx(labels.array(), n)),
        List.of());
  }

  private static DataSet open(Path images, Path labels, List<String> names) {
    return new IdxFiles().open(images, labels, names);
  }

  private static byte[] idx(byte[] content, int... sizes) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + content.length);
    bytes.putInt(0x0800 + sizes.length);
    for (int size : sizes) {
      bytes.putInt(size);
    }
    return bytes.put(content).array();
  }

  private Path file(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path gzip(String name, byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return file(name, out.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void namesLabelsAndNumbersImages(boolean zipped) throws IOException {
    byte[] pixels = idx(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2);
    Path images = zipped ? gzip("images", pixels) : file("images", pixels);
    Path labels = file("labels", idx(new byte[] {1, 0}, 2));
    try (DataSet data = open(images, labels, List.of("shirt", "coat"))) {
      assertThat(data.idName()).isEqualTo("id");
      assertThat(data.samples())
          .containsExactly(
              new Sample("1", new Label("coat"), 1), new Sample("2", new Label("shirt"), 2));
      assertThat(((Image) data.read(data.samples().toList().get(1), SMALL)).pixels())
          .containsExactly(5, 6, 7, 8);
    }
  }

  @Test
  void doesWithoutLabels() {
    try (DataSet data = open(file("images", idx(new byte[4], 1, 2, 2)), null, List.of())) {
      assertThat(data.samples()).containsExactly(new Sample("1", null, 1));
    }
  }

  @Test
  void takesColoursPixelByPixel() {
    byte[] pixels = {1, 2, 3, 4, 5, 6};
    try (DataSet data = open(file("images", idx(pixels, 1, 1, 2, 3)), null, List.of())) {
      assertThat(((Image) data.read(data.samples().toList().get(0), SMALL)).pixels())
          .containsExactly(1, 4, 2, 5, 3, 6);
    }
  }

  @Test
  void refusesWhatDoesNotBelongTogether() {
    Path images = file("images", idx(new byte[8], 2, 2, 2));
    Path labels = file("labels", idx(new byte[] {0, 9}, 2));
    assertRefused(images, file("three", idx(new byte[3], 3)), "three", "3 labels", "2 images");
    assertRefused(images, images, "images", "no labels");
    assertRefused(labels, images, "labels", "no images");
    assertThatThrownBy(() -> open(images, labels, List.of("a", "b")))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContainingAll("labels", "image 2", "label 9", "2 labels");
  }

  @Test
  void refusesWhatIsNoIdxFile() throws IOException {
    Path labels = file("labels", idx(new byte[2], 2));
    byte[] whole = idx(new byte[8], 2, 2, 2);
    assertRefused(folder.resolve("gone"), labels, "gone");
    assertRefused(file("empty", new byte[0]), labels, "empty", "idx");
    assertRefused(file("png", new byte[] {(byte) 0x89, 'P', 'N', 'G'}), labels, "png", "idx");
    assertRefused(file("cut", java.util.Arrays.copyOf(whole, 20)), labels, "cut off");
    assertRefused(file("head", java.util.Arrays.copyOf(whole, 10)), labels, "cut off");
    assertRefused(gzip("zipcut", java.util.Arrays.copyOf(whole, 20)), labels, "cut off");
    assertRefused(file("huge", idx(new byte[8], 1 << 30, 1 << 30, 2)), labels, "huge", "GiB");
    assertRefused(file("long", idx(new byte[9], 2, 2, 2)), labels, "longer");
    assertRefused(gzip("ziplong", idx(new byte[9], 2, 2, 2)), labels, "longer");
    assertRefused(file("negative", idx(new byte[8], -1, 2, 2)), labels, "impossible");
    assertRefused(file("none", idx(new byte[0], 0, 2, 2)), labels, "no image");
    assertRefused(file("four", idx(new byte[16], 2, 2, 2, 2)), labels, "neither grey nor colour");
    Path gzip = gzip("half", whole);
    byte[] half = java.nio.file.Files.readAllBytes(gzip);
    assertRefused(file("half", java.util.Arrays.copyOf(half, 25)), labels, "cut off");
  }

  @Test
  void refusesToUnpackMoreThanFitsIntoTheMemory() throws IOException {
    Path images = gzip("bomb.gz", idx(new byte[3_000_000], 3, 1000, 1000));

    assertThatThrownBy(() -> new IdxFiles(2_999_999).open(images, null, List.of()))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContainingAll("bomb.gz", "unpacks to 3 MB", "gunzip");
    try (DataSet data = new IdxFiles(3_000_000).open(images, null, List.of())) {
      assertThat(data.samples()).hasSize(3);
    }
  }

  @Test
  @Timeout(60)
  void takesNoMemoryForEachImage() throws IOException {
    int count = 200_000_000;
    Path images = file("images", idx(new byte[0], count, 1, 1));
    try (RandomAccessFile file = new RandomAccessFile(images.toFile(), "rw")) {
      file.setLength(16L + count);
    }

    try (DataSet data = open(images, null, List.of())) {
      assertThat(data.size()).isEqualTo(count);
      assertThat(data.samples().findFirst()).contains(new Sample("1", null, 1));
      Image last = (Image) data.read(new Sample("200000000", null, count), SMALL);
      assertThat(last.pixels()).containsExactly(0);
    }
  }

  private static void assertRefused(Path images, Path labels, String... words) {
    assertThatThrownBy(() -> open(images, labels, List.of()))
        .isInstanceOf(BadDataSetException.class)
        .message()
        .contains(words);
  }
}
