package dev.espy.application.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetsTest {

  @Test
  void plainTargetsAreOneAndZero() {
    assertThat(Targets.plain(new int[] {2, 0, 1}, 3).of(new int[] {0, 2}))
        .containsExactly(0, 0, 1, 0, 1, 0);
  }

  @Test
  void smoothingGivesEveryLabelAShareAndWeightsMultiply() {
    float[] targets =
        new Targets(new int[] {1, 0}, new float[] {2, 0.5f, 1, 1}, 0.2).of(new int[] {0, 1});
    assertThat(targets)
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(0.025f, 0.425f, 0.025f, 0.025f, 1.7f, 0.1f, 0.1f, 0.1f);
  }

  @Test
  void refusesWhatCannotBeLearned() {
    int[] positions = {0};
    for (double smoothing : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new Targets(positions, new float[] {1}, smoothing))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("smoothing");
    }
    for (float weight : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Targets(positions, new float[] {weight}, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("weight");
    }
  }

  /** Returns positions with so many of each label. */
  private static int[] counts(int... counts) {
    return IntStream.range(0, counts.length)
        .flatMap(label -> IntStream.generate(() -> label).limit(counts[label]))
        .toArray();
  }

  @Test
  void evenLabelsWeighOne() {
    assertThat(ClassWeights.balanced(counts(7, 7, 7), 3)).containsExactly(1, 1, 1);
  }

  @Test
  void unevenLabelsCountTheSameInSum() {
    float[] weights = ClassWeights.balanced(counts(60, 30, 10), 3);
    assertThat(60 * weights[0]).isCloseTo(100 / 3f, within(1e-3f));
    assertThat(30 * weights[1]).isCloseTo(100 / 3f, within(1e-3f));
    assertThat(10 * weights[2]).isCloseTo(100 / 3f, within(1e-3f));
  }

  @Test
  void theRarestLabelWeighsTenTimesTheMostFrequentAtMost() {
    int[] positions = counts(9_000, 999, 1);
    float[] weights = ClassWeights.balanced(positions, 3);
    assertThat(weights[2] / weights[0]).isCloseTo(10, within(1e-4f));
    assertThat(weights[2]).isLessThan(10);
    double mean = Arrays.stream(positions).mapToDouble(label -> weights[label]).average().orElse(0);
    assertThat(mean).isCloseTo(1, within(1e-6));
  }
}
