package dev.espy.application.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LearningRateCurveTest {

  /** Returns the curve of a loss that depends on the rate alone. */
  private static LearningRateCurve curve(DoubleUnaryOperator loss) {
    LearningRateCurve.Builder curve = new LearningRateCurve.Builder();
    for (int step = 0; step < FindLearningRate.STEPS && !curve.exploded(); step++) {
      double rate = FindLearningRate.rate(step);
      curve.add(rate, loss.applyAsDouble(rate));
    }
    return curve.build();
  }

  /** A loss that falls by 0.5 each time the rate rises tenfold, then rises steeply. */
  private static double bowl(double rate) {
    return rate < 0.05 ? 3 - 0.5 * Math.log10(rate / 1e-6) : 0.65 + 50 * Math.log10(rate / 0.05);
  }

  @Test
  void suggestsATenthOfTheRateWithTheLowestLoss() {
    LearningRateCurve curve = curve(LearningRateCurveTest::bowl);

    assertThat(curve.lowest().orElseThrow().learningRate()).isBetween(0.03, 0.06);
    assertThat(curve.suggestion().orElseThrow()).isBetween(0.003, 0.006);
    assertThat(curve.suggestion().orElseThrow().toString()).hasSizeLessThanOrEqualTo(6);
  }

  @Test
  void endsWhereTheLossExplodes() {
    LearningRateCurve curve = curve(LearningRateCurveTest::bowl);

    LearningRateCurve.Point last = curve.points().get(curve.points().size() - 1);
    assertThat(last.learningRate()).isBetween(0.05, 0.1);
    assertThat(last.smoothed()).isGreaterThan(4 * curve.lowest().orElseThrow().smoothed());
  }

  @Test
  void leavesOutALossThatIsNoNumber() {
    LearningRateCurve curve = curve(rate -> rate < 0.01 ? 1 : Double.NaN);

    assertThat(curve.points()).allMatch(point -> point.loss() == 1).isNotEmpty();
    assertThat(curve.points().get(curve.points().size() - 1).learningRate()).isLessThan(0.01);
  }

  @Test
  void suggestsNothingWhereTheLossDoesNotFall() {
    assertThat(curve(rate -> 2 + 0.01 * Math.sin(rate)).suggestion()).isEmpty();
    assertThat(curve(rate -> Double.NaN).suggestion()).isEmpty();
  }

  @Test
  void smoothsWithoutABiasToZero() {
    LearningRateCurve curve = curve(rate -> 2);

    assertThat(curve.points()).hasSize(FindLearningRate.STEPS);
    assertThat(curve.points())
        .allSatisfy(point -> assertThat(point.smoothed()).isCloseTo(2, within(1e-9)));
    assertThat(curve.points().get(0).learningRate()).isEqualTo(1e-6);
    assertThat(curve.points().get(140).learningRate()).isCloseTo(10, within(1e-9));
    assertThat(curve.points().get(20).learningRate()).isCloseTo(1e-5, within(1e-12));
  }
}
