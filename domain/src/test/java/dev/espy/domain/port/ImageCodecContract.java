package dev.espy.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.StorageException;
import dev.espy.domain.Unreadable;
import dev.espy.domain.UnreadableImageException;
import dev.espy.domain.port.ImageCodecPort.Source;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link ImageCodecPort}. */
public abstract class ImageCodecContract {

  private static final Sample SAMPLE = new Sample("photo", null, 7);
  private static final Shape SMALL = new Shape(1, 1, 1);

  /** Returns the codec under test, the same in one test. */
  protected abstract ImageCodecPort codec();

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void decodesWhatItEncodes(int channels) {
    for (int side = 1; side < 40; side += 6) {
      Image image = image(new Shape(channels, side, 2 * side), side);
      assertSame(decode(codec().encodePng(image)), image);
    }
  }

  @Test
  void neverMakesAnImageSmallerThanWanted() {
    byte[] file = codec().encodePng(image(new Shape(3, 200, 100), 1));
    for (Shape atLeast : new Shape[] {new Shape(3, 90, 60), new Shape(3, 500, 500)}) {
      Shape shape =
          codec().decode(SAMPLE, memory -> file, atLeast, reading -> ((Image) reading).shape());
      assertThat(shape.height()).isBetween(Math.min(200, atLeast.height()), 200);
      assertThat(shape.width()).isBetween(Math.min(100, atLeast.width()), 100);
    }
  }

  @Test
  void readsAFileAgain() {
    Image image = image(new Shape(1, 5, 4), 2);
    byte[] file = codec().encodePng(image);
    assertSame(decode(file), image);
    assertSame(decode(file), image);
  }

  @Test
  void grantsTheFileItsMemory() {
    Image image = image(new Shape(1, 5, 4), 3);
    byte[] file = codec().encodePng(image);
    Source source =
        memory -> {
          memory.reserve(file.length);
          return file.clone();
        };
    assertSame(codec().decode(SAMPLE, source, SMALL, reading -> reading), image);
  }

  @Test
  void givesTheReasonForAFileThatIsNoImage() {
    byte[] file = codec().encodePng(image(new Shape(3, 9, 8), 4));
    assertUnreadable(decode(new byte[0]));
    assertUnreadable(decode(new byte[100]));
    assertUnreadable(decode("no image".getBytes(StandardCharsets.US_ASCII)));
    for (int length = 0; length <= file.length / 2; length += 7) {
      assertUnreadable(decode(Arrays.copyOf(file, length)));
    }
  }

  @Test
  void givesTheReasonForAFileThatCannotBeRead() {
    Source source =
        memory -> {
          throw new UnreadableImageException("no such file: photo.png");
        };
    DecodeResult reading = codec().decode(SAMPLE, source, SMALL, result -> result);
    assertThat(reading).isEqualTo(new Unreadable("photo", 7, "no such file: photo.png"));
  }

  @Test
  void passesOnAnInterruption() {
    Source source =
        memory -> {
          throw new StorageException("reading was interrupted");
        };
    assertThatThrownBy(() -> codec().decode(SAMPLE, source, SMALL, reading -> reading))
        .isInstanceOf(StorageException.class);
  }

  @Test
  void passesOnAFailureOfTheFunction() {
    byte[] file = codec().encodePng(image(new Shape(1, 2, 2), 5));
    assertThatThrownBy(
            () ->
                codec()
                    .decode(
                        SAMPLE,
                        memory -> file,
                        SMALL,
                        reading -> {
                          throw new IllegalStateException("the function");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the function");
  }

  @Test
  void decodesInSeveralThreadsAtOnce() {
    Image[] images = new Image[20];
    byte[][] files = new byte[images.length][];
    for (int i = 0; i < images.length; i++) {
      images[i] = image(new Shape(1 + i % 2 * 2, 10 + i, 12), i);
      files[i] = codec().encodePng(images[i]);
    }
    IntStream.range(0, 400)
        .parallel()
        .forEach(i -> assertSame(decode(files[i % files.length]), images[i % files.length]));
  }

  private DecodeResult decode(byte[] file) {
    return codec().decode(SAMPLE, memory -> file, SMALL, reading -> reading);
  }

  private static void assertUnreadable(DecodeResult reading) {
    assertThat(reading).isInstanceOf(Unreadable.class);
    Unreadable unreadable = (Unreadable) reading;
    assertThat(unreadable.id()).isEqualTo("photo");
    assertThat(unreadable.row()).isEqualTo(7);
    assertThat(unreadable.reason()).isNotBlank().doesNotContain("\n");
  }

  private static void assertSame(DecodeResult reading, Image image) {
    assertThat(reading).isInstanceOf(Image.class);
    assertThat(((Image) reading).shape()).isEqualTo(image.shape());
    assertThat(((Image) reading).pixels()).isEqualTo(image.pixels());
  }

  private static Image image(Shape shape, int seed) {
    byte[] pixels = new byte[shape.size()];
    new Random(seed).nextBytes(pixels);
    return new Image(shape, pixels);
  }
}
