package dev.espy.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AveragePrecisionTest {

  private static final int UNKNOWN = 2;

  /** Adds an image with the given probability of label 0 of two. */
  private static void add(AveragePrecision all, int truth, float probability) {
    all.add(truth, new float[] {9, probability, 1 - probability}, 1);
  }

  @Test
  void isTheMeanPrecisionAtEachImageOfTheLabel() {
    AveragePrecision all = new AveragePrecision(2);
    add(all, 0, 0.9f);
    add(all, 1, 0.8f);
    add(all, 0, 0.7f);
    add(all, UNKNOWN, 0.6f);
    add(all, 0, 0.1f);

    assertThat(all.isExact()).isTrue();
    assertThat(all.of(0)).isCloseTo((1 / 1.0 + 2 / 3.0 + 3 / 5.0) / 3, within(1e-12));
    assertThat(all.of(1)).isCloseTo(1 / 4.0, within(1e-12));
  }

  @Test
  void equalProbabilitiesCountTogether() {
    AveragePrecision all = new AveragePrecision(2);
    add(all, 0, 0.5f);
    add(all, 1, 0.5f);
    add(all, 1, 0.5f);
    add(all, 0, 0.25f);

    assertThat(all.of(0)).isCloseTo((1 / 3.0 + 2 / 4.0) / 2, within(1e-12));
  }

  @Test
  void zeroAndOneAreProbabilities() {
    AveragePrecision exact = new AveragePrecision(2);
    AveragePrecision binned = new AveragePrecision(2, 0);
    for (AveragePrecision all : new AveragePrecision[] {exact, binned}) {
      add(all, 0, 1);
      add(all, 0, Math.nextUp(1f));
      add(all, 1, 0);
      add(all, 1, Float.MIN_VALUE);

      assertThat(all.of(0)).isEqualTo(1);
      assertThat(all.of(1)).isEqualTo(1);
    }
    assertThat(exact.isExact()).isTrue();
    assertThat(binned.isExact()).isFalse();
  }

  @Test
  void beyondTheLimitItIsNearlyTheSame() {
    SplittableRandom random = new SplittableRandom(11);
    int labels = 5;
    AveragePrecision exact = new AveragePrecision(labels);
    AveragePrecision binned = new AveragePrecision(labels, 1000);
    for (int image = 0; image < 30_000; image++) {
      float[] row = new float[labels];
      int truth = random.nextInt(labels);
      double sum = 0;
      for (int label = 0; label < labels; label++) {
        row[label] = (float) Math.exp(random.nextDouble(-5, 5) + (label == truth ? 3 : 0));
        sum += row[label];
      }
      for (int label = 0; label < labels; label++) {
        row[label] /= (float) sum;
      }
      exact.add(truth, row, 0);
      binned.add(truth, row, 0);
    }

    assertThat(exact.isExact()).isTrue();
    assertThat(binned.isExact()).isFalse();
    for (int label = 0; label < labels; label++) {
      assertThat(exact.of(label)).isBetween(0.5, 0.95);
      assertThat(binned.of(label)).isCloseTo(exact.of(label), within(1e-3));
    }
  }

  @Test
  void keepsAsManyProbabilitiesAsItSays() {
    AveragePrecision all = new AveragePrecision(2, 6);
    for (int image = 0; image < 3; image++) {
      add(all, 0, 0.5f);
    }
    assertThat(all.isExact()).isTrue();

    add(all, 0, 0.5f);

    assertThat(all.isExact()).isFalse();
    assertThat(all.of(0)).isEqualTo(1);
  }

  @Test
  void manyLabelsTakeLittleMemory() {
    int labels = 1_000_000;
    AveragePrecision all = new AveragePrecision(labels);
    float[] row = new float[labels];
    for (int image = 0; image < 6; image++) {
      row[image] = 1;
      all.add(image, row, 0);
      row[image] = 0;
    }

    assertThat(all.isExact()).isFalse();
    assertThat(all.of(5)).isEqualTo(1);
  }
}
