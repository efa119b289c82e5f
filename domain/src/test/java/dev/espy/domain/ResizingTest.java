package dev.espy.domain;

import static dev.espy.domain.ImageTest.assertPixels;
import static dev.espy.domain.ImageTest.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizingTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "1, 1, 37, 5",
    "37, 5, 1, 1",
    "28, 28, 64, 64",
    "100, 3, 7, 11",
    "3, 100, 11, 7",
    "1, 5000, 3, 7",
    "5000, 1, 7, 3"
  })
  void aConstantImageStaysConstant(int height, int width, int toHeight, int toWidth) {
    for (int value : new int[] {0, 1, 127, 128, 254, 255}) {
      byte[] pixels = new byte[3 * height * width];
      Arrays.fill(pixels, (byte) value);
      Image resized =
          Resizing.resize(new Image(new Shape(3, height, width), pixels), toHeight, toWidth);

      assertThat(resized.shape()).isEqualTo(new Shape(3, toHeight, toWidth));
      assertThat(resized.pixels()).containsOnly((byte) value);
    }
  }

  @Test
  void theSameSizeIsTheSameImage() {
    Image image = random(3, 9, 13, 1);

    assertThat(Resizing.resize(image, 9, 13).pixels()).isEqualTo(image.pixels());
  }

  @Test
  void halvingAveragesWithATriangle() {
    // Weights 3:3:1 at the edge, so (30 + 60 + 30) / 7 and (20 + 90 + 120) / 7.
    assertPixels(Resizing.resize(image(1, 1, 4, 10, 20, 30, 40), 1, 2), 17, 33);
    assertPixels(Resizing.resize(image(1, 4, 1, 10, 20, 30, 40), 2, 1), 17, 33);
    // Weights 1:3:3:1 inside: (0 + 0 + 3 * 240 + 0) / 8.
    assertPixels(Resizing.resize(image(1, 1, 6, 0, 0, 0, 240, 0, 0), 1, 3), 0, 90, 34);
  }

  @Test
  void enlargingIsLinearBetweenPixelCentres() {
    assertPixels(Resizing.resize(image(1, 1, 2, 0, 100), 1, 4), 0, 25, 75, 100);
    assertPixels(
        Resizing.resize(image(1, 2, 2, 0, 80, 160, 240), 4, 4),
        new int[] {
          0, 20, 60, 80, 40, 60, 100, 120, 120, 140, 180, 200, 160, 180, 220, 240,
        });
  }

  @Test
  void channelsDoNotMix() {
    assertPixels(Resizing.resize(image(3, 1, 2, 255, 255, 0, 0, 9, 9), 2, 1), 255, 255, 0, 0, 9, 9);
  }

  @Test
  void widthAndHeightAreTreatedAlike() {
    Image image = random(1, 12, 31, 2);
    for (int[] size : new int[][] {{5, 40}, {40, 5}, {5, 5}, {40, 40}}) {
      Image resized = Resizing.resize(image, size[0], size[1]);
      Image turned = transpose(Resizing.resize(transpose(image), size[1], size[0]));

      for (int i = 0; i < resized.pixels().length; i++) {
        // Another order of the two axes may change the rounding by one.
        assertThat(turned.pixels()[i] & 0xFF).isCloseTo(resized.pixels()[i] & 0xFF, within(1));
      }
    }
  }

  @Test
  void theMeanIsKept() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Image image = random(1, 40 + random.nextInt(60), 40 + random.nextInt(60), seed);
      Image resized = Resizing.resize(image, 20 + random.nextInt(100), 20 + random.nextInt(100));

      assertThat(mean(resized)).isCloseTo(mean(image), within(2.0));
    }
  }

  @Test
  void aLongStripNeedsNoMoreMemoryThanItsPixels() {
    byte[] pixels = new byte[3_000_000];
    Arrays.fill(pixels, 1_500_000, 3_000_000, (byte) 200);

    Image tall = Resizing.resize(new Image(new Shape(1, 3_000_000, 1), pixels), 2, 800);
    Image wide = Resizing.resize(new Image(new Shape(1, 1, 3_000_000), pixels), 800, 2);

    // The triangle's tail overlaps the edge between 0 and 200: 1/7 of the weight is in the other
    // half.
    for (int x = 0; x < 800; x++) {
      assertThat(tall.pixels()[x]).isEqualTo((byte) 29);
      assertThat(tall.pixels()[800 + x]).isEqualTo((byte) 171);
      assertThat(wide.pixels()[2 * x]).isEqualTo((byte) 29);
      assertThat(wide.pixels()[2 * x + 1]).isEqualTo((byte) 171);
    }
  }

  private static Image random(int channels, int height, int width, long seed) {
    byte[] pixels = new byte[channels * height * width];
    new Random(seed).nextBytes(pixels);
    return new Image(new Shape(channels, height, width), pixels);
  }

  private static double mean(Image image) {
    return IntStream.range(0, image.pixels().length)
        .map(i -> image.pixels()[i] & 0xFF)
        .average()
        .orElseThrow();
  }

  private static Image transpose(Image image) {
    int height = image.shape().height();
    int width = image.shape().width();
    byte[] pixels = new byte[height * width];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = image.pixels()[i % height * width + i / height];
    }
    return new Image(new Shape(1, width, height), pixels);
  }
}
