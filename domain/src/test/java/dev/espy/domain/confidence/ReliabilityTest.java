package dev.espy.domain.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReliabilityTest {

  @Test
  void nothingHasNoError() {
    Reliability nothing = new Reliability.Counter().counted();

    assertThat(nothing.bins()).hasSize(Reliability.BINS).containsOnly(new Reliability.Bin(0, 0, 0));
    assertThat(nothing.error()).isZero();
  }

  @Test
  void isTheMeanDistanceOfConfidenceAndAccuracy() {
    Reliability.Counter counter = new Reliability.Counter();
    counter.add(0.9, true);
    counter.add(0.92, false);
    counter.add(0.5, true);
    counter.add(0.25, false);

    Reliability reliability = counter.counted();

    assertThat(reliability.bins().get(13).images()).isEqualTo(2);
    assertThat(reliability.bins().get(13).confidence()).isCloseTo(0.91, within(1e-12));
    assertThat(reliability.bins().get(13).accuracy()).isEqualTo(0.5);
    assertThat(reliability.error()).isCloseTo((2 * 0.41 + 0.5 + 0.25) / 4, within(1e-12));
  }

  @Test
  void allRightAndAllWrongAreTheirDistanceFrom1AndFrom0() {
    Reliability.Counter right = new Reliability.Counter();
    Reliability.Counter wrong = new Reliability.Counter();
    for (int i = 0; i < 10; i++) {
      right.add(0.75, true);
      wrong.add(0.75, false);
    }

    assertThat(right.counted().error()).isCloseTo(0.25, within(1e-12));
    assertThat(wrong.counted().error()).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void aConfidenceOnABorderIsInTheLowerBin() {
    for (double confidence : new double[] {0, 0.2, 0.4, 0.6, 0.8, 1}) {
      Reliability.Counter counter = new Reliability.Counter();

      counter.add(confidence, true);

      int bin = (int) Math.max(0, Math.round(confidence * 15) - 1);
      assertThat(counter.counted().bins().get(bin).images()).isEqualTo(1);
    }
  }
}
