package dev.espy.domain.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemperatureTest {

  /** The softmax of logits that are divided by a temperature. */
  static float[] softmax(double[] logits, double temperature) {
    double most = IntStream.range(0, logits.length).mapToDouble(i -> logits[i]).max().orElseThrow();
    float[] probabilities = new float[logits.length];
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp((logit - most) / temperature);
    }
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = (float) (Math.exp((logits[i] - most) / temperature) / sum);
    }
    return probabilities;
  }

  private static double[] logits(SplittableRandom random, int labels) {
    return random.doubles(labels, -6, 6).toArray();
  }

  @ParameterizedTest
  @ValueSource(floats = {0.3f, 0.7f, 1.5f, 4})
  void dividesTheLogits(float value) {
    SplittableRandom random = new SplittableRandom(1);
    float[] several = new float[100 * 7];
    float[] expected = several.clone();
    for (int image = 0; image < 100; image++) {
      double[] logits = logits(random, 7);
      System.arraycopy(softmax(logits, 1), 0, several, image * 7, 7);
      System.arraycopy(softmax(logits, value), 0, expected, image * 7, 7);
    }

    new Temperature(value).apply(several, 7);

    assertThat(several).containsExactly(expected, within(1e-6f));
  }

  @Test
  void oneChangesNoBit() {
    float[] odd = {0.3f, 0.3f, 5, Float.NaN};

    Temperature.ONE.apply(odd, 2);

    assertThat(odd).containsExactly(0.3f, 0.3f, 5, Float.NaN);
  }

  @ParameterizedTest
  @ValueSource(floats = {0.4f, 0.9f, 2.5f, 10})
  void theInverseTakesItBack(float value) {
    SplittableRandom random = new SplittableRandom(2);
    for (int image = 0; image < 100; image++) {
      float[] original = softmax(logits(random, 5), 1);
      float[] changed = original.clone();

      new Temperature(value).apply(changed, 5);
      new Temperature(value).inverse().apply(changed, 5);

      assertThat(changed).containsExactly(original, within(1e-5f));
    }
  }

  @Test
  void above1LessConfidentBelow1MoreConfident() {
    float previous = 1;
    for (float value : new float[] {0.001f, 0.1f, 0.5f, 0.9f, 1, 1.1f, 2, 10, 1000}) {
      float[] probabilities = {0.2f, 0.7f, 0.1f};

      new Temperature(value).apply(probabilities, 3);

      assertThat(probabilities[1]).isLessThanOrEqualTo(previous).isGreaterThan(1 / 3f);
      assertThat(probabilities[0] + probabilities[1] + probabilities[2])
          .isCloseTo(1, within(1e-6f));
      previous = probabilities[1];
    }
  }

  @Test
  void keepsTheOrderOfTheLabels() {
    SplittableRandom random = new SplittableRandom(3);
    for (int image = 0; image < 1000; image++) {
      float[] before = softmax(logits(random, 6), 1);
      float[] after = before.clone();

      new Temperature((float) random.nextDouble(0.001, 20)).apply(after, 6);

      for (int i = 0; i < 6; i++) {
        for (int j = 0; j < 6; j++) {
          assertThat(before[i] > before[j] && after[i] < after[j]).isFalse();
        }
      }
    }
  }

  @Test
  void theAnswerStaysTheSameWhereRoundingWouldMakeALabelBeforeItEqual() {
    float[] close = {Math.nextDown(0.5f), 0.5f};

    new Temperature(10).apply(close, 2);

    assertThat(close[1]).isGreaterThan(close[0]);
  }

  @Test
  void equalProbabilitiesRemainEqual() {
    float[] equal = {0.4f, 0.2f, 0.4f};

    new Temperature(3).apply(equal, 3);

    assertThat(equal[0]).isEqualTo(equal[2]);
  }

  @Test
  void certaintyAndImpossibilityRemain() {
    float[] certain = {0, 1, 0};

    new Temperature(0.5f).apply(certain, 3);

    assertThat(certain).containsExactly(0, 1, 0);
  }

  @Test
  void oneLabelIsAlwaysCertain() {
    float[] single = {1, 1};

    new Temperature(5).apply(single, 1);

    assertThat(single).containsExactly(1, 1);
  }

  @Test
  void nanStaysInItsImage() {
    float[] two = {Float.NaN, 0.5f, 0.3f, Float.NaN, 0.5f, 0.5f};

    new Temperature(2).apply(two, 2);

    assertThat(two).containsExactly(Float.NaN, Float.NaN, Float.NaN, Float.NaN, 0.5f, 0.5f);
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE, 0.0009f, 1001})
  void refusesWhatIsNoTemperature(float value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Temperature(value));
  }

  @ParameterizedTest
  @ValueSource(floats = {0.001f, 1000})
  void theInverseOfTheExtremesIsATemperature(float value) {
    assertThat(new Temperature(value).inverse().value()).isCloseTo(1 / value, within(1e-3f));
  }
}
