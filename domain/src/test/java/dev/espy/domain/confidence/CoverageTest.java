package dev.espy.domain.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.espy.domain.statistics.Proportion;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {

  private static Coverage.Step step(double confidence) {
    return new Coverage.Step(confidence, 1, 1);
  }

  @Test
  void nothingReachesNothing() {
    Coverage nothing = new Coverage.Counter().counted();

    assertThat(nothing.steps()).isEmpty();
    assertThat(nothing.images()).isZero();
    assertThat(nothing.answeredFrom(0)).isEqualTo(new Proportion(0, 0));
    assertThat(nothing.confidenceFor(0)).isEmpty();
    assertThat(nothing.highestAccuracy()).isZero();
  }

  @Test
  void countsExactlyFromEachUsualConfidence() {
    SplittableRandom random = new SplittableRandom(5);
    Coverage.Counter counter = new Coverage.Counter();
    double[] confidences = new double[5000];
    for (int i = 0; i < confidences.length; i++) {
      // Some are exactly on the grid.
      int usual = random.nextInt(Coverage.USUAL.size());
      confidences[i] = i % 7 == 0 ? Coverage.USUAL.get(usual) : random.nextDouble();
      counter.add(confidences[i], i % 3 > 0);
    }

    Coverage coverage = counter.counted();

    assertThat(coverage.images()).isEqualTo(5000);
    for (double from : Coverage.USUAL) {
      long images = 0;
      long correct = 0;
      for (int i = 0; i < confidences.length; i++) {
        images += confidences[i] >= from ? 1 : 0;
        correct += confidences[i] >= from && i % 3 > 0 ? 1 : 0;
      }
      assertThat(coverage.answeredFrom(from)).isEqualTo(new Proportion(correct, images));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.5, 0.5", "0.98, 0.98", "0.999, 0.999", "1e-9, 0", "0.4999999, 0.499"})
  void aConfidenceCountsForTheGridsNextLowerOne(double confidence, double expected) {
    Coverage.Counter counter = new Coverage.Counter();

    counter.add(confidence, true);

    assertThat(counter.counted().steps()).hasSize(1);
    assertThat(counter.counted().steps().get(0).confidence())
        .isBetween(expected - 0.012, confidence);
    assertThat(counter.counted().steps().get(0).confidence() > expected).isFalse();
  }

  @Test
  void certaintyIsInTheLastStep() {
    Coverage.Counter counter = new Coverage.Counter();

    counter.add(1, true);
    counter.add(Math.nextDown(1f), true);

    assertThat(counter.counted().steps()).hasSize(1);
    assertThat(counter.counted().steps().get(0).confidence()).isBetween(0.9999998, 1.0);
  }

  @Test
  void theConfidenceForATargetIsTheSmallestWhoseLowerEndReachesIt() {
    Coverage coverage =
        new Coverage(
            List.of(
                new Coverage.Step(0.2, 100, 30),
                new Coverage.Step(0.6, 100, 90),
                new Coverage.Step(0.9, 400, 399)));

    assertThat(new Proportion(489, 500).interval().lower()).isBetween(0.96, 0.97);
    assertThat(coverage.confidenceFor(0)).hasValue(0.2);
    assertThat(coverage.confidenceFor(0.96)).hasValue(0.6);
    assertThat(coverage.confidenceFor(0.97)).hasValue(0.9);
    double highest = new Proportion(399, 400).interval().lower();
    assertThat(coverage.highestAccuracy()).isEqualTo(highest);
    assertThat(coverage.confidenceFor(highest)).hasValue(0.9);
    assertThat(coverage.confidenceFor(Math.nextUp(highest))).isEmpty();
    assertThat(coverage.confidenceFor(1)).isEmpty();
  }

  @Test
  void allWrongReachesOnly0() {
    Coverage coverage = new Coverage(List.of(new Coverage.Step(0.9, 50, 0)));

    assertThat(coverage.highestAccuracy()).isZero();
    assertThat(coverage.confidenceFor(0.01)).isEmpty();
  }

  @Test
  void manyStepsTakeNoSquareOfTheirNumber() {
    int size = 1_000_000;
    List<Coverage.Step> steps =
        IntStream.range(0, size).mapToObj(i -> step((double) i / size)).toList();

    assertThat(new Coverage(steps).confidenceFor(0.99)).hasValue(0);
  }

  @Test
  void refusesStepsThatCannotBe() {
    for (double confidence : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> step(confidence));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new Coverage.Step(0.5, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Coverage.Step(0.5, 1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new Coverage.Step(0.5, 1, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Coverage(List.of(step(0.5), step(0.5))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Coverage(List.of(step(0.5), step(0.4))));
    Coverage.Step huge = new Coverage.Step(0.5, Integer.MAX_VALUE, 0);
    assertThatIllegalArgumentException().isThrownBy(() -> new Coverage(List.of(huge, step(0.6))));
  }
}
