package dev.espy.domain.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espy.domain.Batch;
import dev.espy.domain.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairTransformTest {

  private static final Shape SHAPE = new Shape(3, 20, 30);
  private static final int SIZE = SHAPE.size();

  /** Returns images filled with 200, then the same number filled with 100. */
  private static byte[] pixels(Shape shape, int each) {
    byte[] pixels = new byte[2 * each * shape.size()];
    Arrays.fill(pixels, 0, pixels.length / 2, (byte) 200);
    Arrays.fill(pixels, pixels.length / 2, pixels.length, (byte) 100);
    return pixels;
  }

  @Test
  void mixupLaysEachOverTheOther() {
    double sum = 0;
    double squares = 0;
    for (int seed = 0; seed < 2000; seed++) {
      byte[] pixels = pixels(SHAPE, 1);
      double own = new Mixup(0.4).mix(pixels, 0, SIZE, SHAPE, new SplittableRandom(seed));
      assertThat(own).isBetween(0.0, 1.0);
      int first = pixels[0] & 0xFF;
      int second = pixels[SIZE] & 0xFF;
      assertThat((double) first).isCloseTo(100 + 100 * own, within(0.51));
      assertThat((double) second).isCloseTo(200 - 100 * own, within(0.51));
      assertThat(pixels[SIZE - 1] & 0xFF).isEqualTo(first);
      assertThat(pixels[2 * SIZE - 1] & 0xFF).isEqualTo(second);
      sum += own;
      squares += (own - 0.5) * (own - 0.5);
    }
    assertThat(sum / 2000).isCloseTo(0.5, within(0.03));
    assertThat(squares / 2000).as("variance of Beta(0.4, 0.4)").isCloseTo(1 / 7.2, within(0.006));
  }

  @Test
  void betaIsWhatItSays() {
    for (double alpha : new double[] {0.001, 0.1, 0.5, 1, 2, 10}) {
      SplittableRandom random = new SplittableRandom(3);
      double sum = 0;
      double squares = 0;
      double fourth = 0;
      int tries = 40_000;
      for (int i = 0; i < tries; i++) {
        double d = RandomSource.beta(alpha, random) - 0.5;
        assertThat(d).isBetween(-0.5, 0.5);
        sum += d;
        squares += d * d;
        fourth += d * d * d * d;
      }
      double variance = 1 / (4 * (2 * alpha + 1));
      double kurtosis = 3 - 6 / (2 * alpha + 3);
      assertThat(sum / tries).isCloseTo(0, within(0.01));
      assertThat(squares / tries).isCloseTo(variance, within(variance * 0.03));
      assertThat(fourth / tries)
          .isCloseTo(kurtosis * variance * variance, within(kurtosis * variance * variance * 0.05));
    }
  }

  @Test
  void cutMixExchangesOneRectangleOfTheShareItTells() {
    for (Shape shape : List.of(SHAPE, new Shape(1, 1, 40), new Shape(1, 40, 1))) {
      int plane = shape.height() * shape.width();
      double sum = 0;
      for (int seed = 0; seed < 500; seed++) {
        byte[] pixels = pixels(shape, 1);
        double own = new CutMix(1).mix(pixels, 0, shape.size(), shape, new SplittableRandom(seed));
        int taken = 0;
        int top = shape.height();
        int bottom = -1;
        int left = shape.width();
        int right = -1;
        for (int i = 0; i < shape.size(); i++) {
          int first = pixels[i] & 0xFF;
          int second = pixels[shape.size() + i] & 0xFF;
          assertThat(first + second).as("nothing is lost").isEqualTo(300);
          if (first == 100) {
            taken++;
            top = Math.min(top, i % plane / shape.width());
            bottom = Math.max(bottom, i % plane / shape.width());
            left = Math.min(left, i % shape.width());
            right = Math.max(right, i % shape.width());
          }
        }
        assertThat(1 - own).isCloseTo((double) taken / shape.size(), within(1e-9));
        if (taken > 0) {
          assertThat((bottom - top + 1) * (right - left + 1) * shape.channels()).isEqualTo(taken);
        }
        sum += own;
      }
      assertThat(sum / 500).as("mean of Beta(1, 1) in %s", shape).isCloseTo(0.5, within(0.05));
    }
  }

  @Test
  void targetsAreMixedLikePixelsWhateverTheyAddUpTo() {
    Shape shape = new Shape(1, 10, 10);
    for (String notation : List.of("mixup=1", "cutmix", "mixup=1,cutmix")) {
      // Two pairs; the last image has no partner.
      byte[] pixels = Arrays.copyOf(pixels(shape, 2), 5 * shape.size());
      float[] targets = {1, 0, 3, 0, 0, 0.5f, 0.25f, 0.75f, 7, 7};
      Batch batch = new Batch(shape, 5, pixels, targets);
      Augmentation.parse(notation).mix(batch, new SplittableRandom(9));
      for (int i = 0; i < 2; i++) {
        double mean = 0;
        for (int at = i * shape.size(); at < (i + 1) * shape.size(); at++) {
          mean += (pixels[at] & 0xFF) / (double) shape.size();
        }
        double own = (mean - 100) / 100;
        float[] a = i == 0 ? new float[] {1, 0} : new float[] {3, 0};
        float[] b = i == 0 ? new float[] {0, 0.5f} : new float[] {0.25f, 0.75f};
        assertThat(own).as("%s mixes", notation).isBetween(0.02, 0.98);
        for (int label = 0; label < 2; label++) {
          assertThat((double) targets[i * 2 + label])
              .isCloseTo(own * a[label] + (1 - own) * b[label], within(0.02));
          assertThat(targets[i * 2 + label] + targets[(i + 2) * 2 + label])
              .isCloseTo(a[label] + b[label], within(1e-5f));
        }
      }
      assertThat(Arrays.copyOfRange(targets, 8, 10)).containsExactly(7, 7);
      assertThat(Arrays.copyOfRange(pixels, 400, 500)).containsOnly(0);
    }
  }

  @Test
  void ofTwoMixingsBothTakePart() {
    Shape shape = new Shape(1, 16, 16);
    Batch batch = new Batch(shape, 40, pixels(shape, 20), new float[40]);
    Augmentation.parse("mixup=10,cutmix=10").mix(batch, new SplittableRandom(9));
    int cut = 0;
    for (int i = 0; i < 20; i++) {
      byte[] image = Arrays.copyOfRange(batch.pixels(), i * 256, (i + 1) * 256);
      boolean uneven = false;
      for (byte pixel : image) {
        uneven |= pixel != image[0];
      }
      cut += uneven ? 1 : 0;
    }
    assertThat(cut).isBetween(5, 15);
  }

  @Test
  void oneImageAloneAndTinyImagesAreNoTrouble() {
    Shape shape = new Shape(3, 1, 1);
    for (String notation : List.of("mixup", "cutmix")) {
      Augmentation augmentation = Augmentation.parse(notation);
      Batch one = new Batch(shape, 1, new byte[] {1, 2, 3}, new float[] {1, 0});
      augmentation.mix(one, new SplittableRandom(1));
      assertThat(one.pixels()).containsExactly(1, 2, 3);
      assertThat(one.targets()).containsExactly(1, 0);
      for (int seed = 0; seed < 50; seed++) {
        Batch two = new Batch(shape, 2, pixels(shape, 1), new float[] {1, 0, 0, 1});
        augmentation.mix(two, new SplittableRandom(seed));
        assertThat((double) two.targets()[0])
            .isCloseTo(((two.pixels()[0] & 0xFF) - 100) / 100.0, within(0.006));
      }
    }
  }
}
