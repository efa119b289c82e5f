package dev.espy.domain.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espy.domain.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageTransformTest {

  private static final int TRIES = 4000;

  private final SplittableRandom random = new SplittableRandom(1);

  /** Returns the transformed image, after a check that the bytes around it are unchanged. */
  private static byte[] changed(ImageTransform change, Shape shape, byte[] image, long seed) {
    byte[] pixels = new byte[image.length + 2];
    pixels[0] = 77;
    pixels[image.length + 1] = 88;
    System.arraycopy(image, 0, pixels, 1, image.length);
    change.apply(pixels, 1, shape, new SplittableRandom(seed));
    assertThat(pixels[0]).as("what is before").isEqualTo((byte) 77);
    assertThat(pixels[image.length + 1]).as("what is behind").isEqualTo((byte) 88);
    return Arrays.copyOfRange(pixels, 1, image.length + 1);
  }

  private byte[] noise(Shape shape) {
    byte[] pixels = new byte[shape.size()];
    random.nextBytes(pixels);
    return pixels;
  }

  private static byte[] filled(Shape shape, int value) {
    byte[] pixels = new byte[shape.size()];
    Arrays.fill(pixels, (byte) value);
    return pixels;
  }

  private static double mean(byte[] pixels) {
    long sum = 0;
    for (byte pixel : pixels) {
      sum += pixel & 0xFF;
    }
    return (double) sum / pixels.length;
  }

  /** Returns an image shifted right and down, with its edge repeated. */
  private static byte[] moved(Shape shape, byte[] image, int right, int down) {
    byte[] moved = new byte[image.length];
    int at = 0;
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int y = 0; y < shape.height(); y++) {
        for (int x = 0; x < shape.width(); x++) {
          int fromY = Math.max(0, Math.min(shape.height() - 1, y - down));
          int fromX = Math.max(0, Math.min(shape.width() - 1, x - right));
          moved[at++] = image[(channel * shape.height() + fromY) * shape.width() + fromX];
        }
      }
    }
    return moved;
  }

  static Stream<ImageTransform> all() {
    return Stream.of(
        new Shift(0.5),
        new Shift(3),
        new RotateAndScale(180, 1),
        new Flip(1),
        new BrightnessAndContrast(1),
        new Erase(1));
  }

  @ParameterizedTest
  @MethodSource("all")
  void takesImagesOfEverySizeAndTheSameChanceChangesThemAlike(ImageTransform change) {
    for (Shape shape :
        List.of(
            new Shape(1, 1, 1),
            new Shape(3, 1, 1),
            new Shape(1, 1, 9),
            new Shape(3, 9, 1),
            new Shape(1, 2, 2),
            new Shape(3, 5, 8),
            new Shape(3, 224, 224))) {
      byte[] image = noise(shape);
      for (int seed = 0; seed < 30; seed++) {
        assertThat(changed(change, shape, image, seed))
            .isEqualTo(changed(change, shape, image, seed));
      }
    }
  }

  /** Returns all transforms except random erasing. */
  static Stream<ImageTransform> colourless() {
    return all().filter(change -> !(change instanceof Erase));
  }

  @ParameterizedTest
  @MethodSource("colourless")
  void changesAllChannelsAlike(ImageTransform change) {
    Shape grey = new Shape(1, 7, 6);
    byte[] image = noise(grey);
    byte[] colour = new byte[3 * image.length];
    for (int channel = 0; channel < 3; channel++) {
      System.arraycopy(image, 0, colour, channel * image.length, image.length);
    }
    for (int seed = 0; seed < 30; seed++) {
      byte[] expected = changed(change, grey, image, seed);
      byte[] result = changed(change, new Shape(3, 7, 6), colour, seed);
      for (int channel = 0; channel < 3; channel++) {
        assertThat(Arrays.copyOfRange(result, channel * 42, channel * 42 + 42)).isEqualTo(expected);
      }
    }
  }

  @Test
  void shiftMovesByWholePixelsAndRepeatsTheEdge() {
    Shape shape = new Shape(3, 10, 20);
    byte[] image = noise(shape);
    Set<List<Integer>> seen = new HashSet<>();
    for (int seed = 0; seed < 1000; seed++) {
      byte[] result = changed(new Shift(0.1), shape, image, seed);
      for (int down = -1; down <= 1; down++) {
        for (int right = -2; right <= 2; right++) {
          if (Arrays.equals(result, moved(shape, image, right, down))) {
            seen.add(List.of(down, right));
          }
        }
      }
      if (seed == 0) {
        assertThat(seen).as("it is a move of that kind").hasSize(1);
      }
    }
    assertThat(seen).as("0.1 of 10 rows and 20 columns").hasSize(3 * 5);
  }

  @Test
  void shiftTakesPixelsToo() {
    Shape shape = new Shape(1, 6, 6);
    byte[] image = noise(shape);
    Set<List<Byte>> seen = new HashSet<>();
    for (int seed = 0; seed < 1000; seed++) {
      List<Byte> result = new ArrayList<>();
      for (byte pixel : changed(new Shift(2), shape, image, seed)) {
        result.add(pixel);
      }
      seen.add(result);
    }
    assertThat(seen).hasSize(5 * 5);
  }

  @Test
  void flipMirrorsLeftToRight() {
    Shape shape = new Shape(3, 1, 4);
    byte[] image = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    assertThat(changed(new Flip(1), shape, image, 0))
        .containsExactly(4, 3, 2, 1, 8, 7, 6, 5, 12, 11, 10, 9);
    assertThat(changed(new Flip(1), new Shape(1, 4, 3), image, 0))
        .containsExactly(3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10);
  }

  @Test
  void flipAndEraseComeAsOftenAsTheyShould() {
    Shape shape = new Shape(1, 8, 8);
    byte[] image = noise(shape);
    for (ImageTransform change : List.of(new Flip(0.3), new Erase(0.3))) {
      int count = 0;
      for (int seed = 0; seed < TRIES; seed++) {
        if (!Arrays.equals(changed(change, shape, image, seed), image)) {
          count++;
        }
      }
      assertThat((double) count / TRIES).as("%s", change).isCloseTo(0.3, within(0.03));
    }
  }

  @Test
  void eraseFillsOneRectangleOfTheAreaItSays() {
    for (Shape shape :
        List.of(
            new Shape(1, 28, 28),
            new Shape(3, 40, 60),
            new Shape(3, 1, 100),
            new Shape(1, 90, 1))) {
      int plane = shape.height() * shape.width();
      double sum = 0;
      for (int seed = 0; seed < 500; seed++) {
        byte[] result = changed(new Erase(1), shape, filled(shape, 99), seed);
        int top = shape.height();
        int bottom = -1;
        int left = shape.width();
        int right = -1;
        int same = 0;
        for (int i = 0; i < result.length; i++) {
          if (result[i] != 99) {
            top = Math.min(top, i % plane / shape.width());
            bottom = Math.max(bottom, i % plane / shape.width());
            left = Math.min(left, i % shape.width());
            right = Math.max(right, i % shape.width());
          } else {
            same++;
          }
        }
        double area = (double) (bottom - top + 1) * (right - left + 1) / plane;
        assertThat(area).isBetween(0.01, 0.42);
        double filled = 1 - (double) same / result.length;
        assertThat(filled).as("random bytes fill it").isBetween(area * 0.7, area + 1e-9);
        sum += area;
      }
      assertThat(sum / 500).as("mean area in %s", shape).isCloseTo(0.21, within(0.02));
    }
  }

  @Test
  void erasedBytesAreRandom() {
    Shape shape = new Shape(1, 200, 200);
    boolean[] seen = new boolean[256];
    byte[] result = changed(new Erase(1), shape, filled(shape, 0), 5);
    double sum = 0;
    int count = 0;
    for (byte pixel : result) {
      seen[pixel & 0xFF] = true;
      sum += pixel & 0xFF;
      count += pixel == 0 ? 0 : 1;
    }
    assertThat(seen).doesNotContain(false);
    assertThat(sum / count).isCloseTo(128, within(5.0));
  }

  @Test
  void withoutAmountsNothingTurns() {
    Shape shape = new Shape(3, 9, 14);
    byte[] image = noise(shape);
    assertThat(changed(new RotateAndScale(0, 0), shape, image, 3)).isEqualTo(image);
  }

  /** A spot to the right of the centre; its new place shows the angle and the factor. */
  @Test
  void rotatesAndScalesAboutTheCentreAsFarAsItSays() {
    Shape shape = new Shape(1, 101, 101);
    byte[] image = new byte[shape.size()];
    for (int y = 45; y <= 55; y++) {
      Arrays.fill(image, y * 101 + 75, y * 101 + 86, (byte) 255);
    }
    double most = 0;
    double least = 0;
    double largest = 1;
    double smallest = 1;
    for (int seed = 0; seed < 400; seed++) {
      byte[] result = changed(new RotateAndScale(30, 0.25), shape, image, seed);
      double x = 0;
      double y = 0;
      double sum = 0;
      for (int i = 0; i < result.length; i++) {
        int value = result[i] & 0xFF;
        x += value * (i % 101 - 50);
        y += value * (i / 101 - 50);
        sum += value;
      }
      double angle = Math.toDegrees(Math.atan2(y, x));
      double factor = Math.hypot(x, y) / sum / 30;
      assertThat(sum / 255).as("the spot's area").isCloseTo(121 * factor * factor, within(3.0));
      most = Math.max(most, angle);
      least = Math.min(least, angle);
      largest = Math.max(largest, factor);
      smallest = Math.min(smallest, factor);
    }
    assertThat(most).isBetween(28.0, 30.2);
    assertThat(least).isBetween(-30.2, -28.0);
    assertThat(largest).isBetween(1.23, 1.252);
    assertThat(smallest).isBetween(0.798, 0.82);
  }

  @Test
  void whatComesInFromOutsideIsTheEdge() {
    Shape shape = new Shape(3, 12, 12);
    for (int seed = 0; seed < 50; seed++) {
      byte[] result = changed(new RotateAndScale(180, 1), shape, filled(shape, 200), seed);
      assertThat(result).isEqualTo(filled(shape, 200));
    }
  }

  @Test
  void brightnessMultipliesTheMeanAndContrastTheDistanceFromIt() {
    Shape shape = new Shape(3, 8, 8);
    byte[] image = new byte[shape.size()];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) (i % 2 == 0 ? 80 : 120);
    }
    double brightest = 0;
    double darkest = 255;
    double strongest = 0;
    double weakest = 9;
    for (int seed = 0; seed < TRIES; seed++) {
      byte[] result = changed(new BrightnessAndContrast(0.5), shape, image, seed);
      double mean = mean(result);
      double contrast = ((result[1] & 0xFF) - (result[0] & 0xFF)) / 40.0 / (mean / 100);
      brightest = Math.max(brightest, mean);
      darkest = Math.min(darkest, mean);
      strongest = Math.max(strongest, contrast);
      weakest = Math.min(weakest, contrast);
    }
    assertThat(brightest).isCloseTo(150, within(1.0));
    assertThat(darkest).isCloseTo(100 / 1.5, within(1.0));
    assertThat(strongest).isCloseTo(1.5, within(0.05));
    assertThat(weakest).isCloseTo(1 / 1.5, within(0.05));
  }

  @Test
  void lightEndsAtBlackAndWhite() {
    Shape shape = new Shape(1, 2, 50);
    byte[] image = new byte[100];
    Arrays.fill(image, 50, 100, (byte) 255);
    for (int seed = 0; seed < 200; seed++) {
      byte[] result = changed(new BrightnessAndContrast(1), shape, image, seed);
      assertThat(result[0] & 0xFF).isLessThan(result[99] & 0xFF);
    }
    assertThat(changed(new BrightnessAndContrast(1), shape, new byte[100], 1))
        .as("black has no light to change")
        .isEqualTo(new byte[100]);
  }
}
