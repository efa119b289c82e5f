package dev.espy.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.confidence.Coverage;
import dev.espy.domain.confidence.Reliability;
import dev.espy.domain.confidence.Temperature;
import dev.espy.domain.statistics.Interval;
import dev.espy.domain.statistics.Proportion;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  private static final Offset<Double> CLOSE = within(1e-6);
  private static final Label A = new Label("a");
  private static final Label B = new Label("b");
  private static final Label C = new Label("c");
  private static final Label UNKNOWN = new Label("Unknown");
  private static final Labels KNOWN = new Labels(List.of(A, B, C));

  /**
   * Four images: an 'a', an 'a' answered with 'b', a 'b', and one whose label the model does not
   * know.
   */
  private static Evaluation example() {
    Evaluator evaluator = new Evaluator(KNOWN, List.of(UNKNOWN, A, B, UNKNOWN));
    float[] probabilities = {
      0.7f, 0.2f, 0.1f,
      0.1f, 0.6f, 0.3f,
      0.2f, 0.5f, 0.3f,
      0.9f, 0.1f, 0f
    };
    evaluator.add(A, probabilities, 0);
    evaluator.add(A, probabilities, 1);
    evaluator.add(B, probabilities, 2);
    evaluator.add(UNKNOWN, probabilities, 3);
    return evaluator.evaluation();
  }

  @Test
  void scoresAsByHand() {
    Evaluation evaluation = example();

    assertThat(evaluation.images()).isEqualTo(4);
    assertThat(evaluation.accuracy()).isEqualTo(2 / 4.0);
    assertThat(evaluation.balancedAccuracy()).isCloseTo((1 / 2.0 + 1 + 0) / 3, CLOSE);
    assertThat(evaluation.macroF1()).isCloseTo((1 / 2.0 + 2 / 3.0 + 0) / 3, CLOSE);
    assertThat(evaluation.loss())
        .isCloseTo(-(Math.log(0.7) + Math.log(0.1) + Math.log(0.5) + Math.log(1e-7)) / 4, CLOSE);
    assertThat(evaluation.top5Accuracy()).isEqualTo(3 / 4.0);
    assertThat(evaluation.calibrationError()).isCloseTo((0.3 + 0.6 + 0.5 + 0.9) / 4, CLOSE);
    assertThat(evaluation.majorityBaseline()).isEqualTo(2 / 4.0);
  }

  @Test
  void scoresEachLabel() {
    assertThat(example().perLabel())
        .containsExactly(
            new LabelScore(A, 2, 2, 1, null),
            new LabelScore(B, 1, 2, 1, null),
            new LabelScore(C, 0, 0, 0, null),
            new LabelScore(UNKNOWN, 1, 0, 0, null));
    assertThat(example().perLabel().get(0).precision()).isEqualTo(1 / 2.0);
    assertThat(example().perLabel().get(1).recall()).isEqualTo(1);
    assertThat(example().perLabel().get(1).f1()).isEqualTo(2 / 3.0);
    assertThat(example().perLabel().get(2).f1()).isZero();
  }

  @Test
  void countsWhatWasTakenForWhich() {
    ConfusionMatrix confusion = example().confusion();

    assertThat(confusion.labels().asList()).containsExactly(A, B, C, UNKNOWN);
    assertThat(confusion.counts())
        .isDeepEqualTo(new int[][] {{1, 1, 0, 0}, {0, 1, 0, 0}, {0, 0, 0, 0}, {1, 0, 0, 0}});
    assertThat(confusion.support(0)).isEqualTo(2);
    assertThat(confusion.support(2)).isZero();
    assertThat(confusion.images()).isEqualTo(4);
    assertThat(confusion.correct()).isEqualTo(2);
  }

  @Test
  void labelsWithoutImagesLowerNoMean() {
    Evaluator evaluator = new Evaluator(KNOWN, List.of(A));

    evaluator.add(A, new float[] {1, 0, 0}, 0);

    Evaluation evaluation = evaluator.evaluation();
    assertThat(evaluation.balancedAccuracy()).isEqualTo(1);
    assertThat(evaluation.macroF1()).isEqualTo(1);
    assertThat(evaluation.loss()).isZero();
    assertThat(evaluation.calibrationError()).isZero();
  }

  @Test
  void aCertainButWrongAnswerCostsAFiniteLoss() {
    Evaluator evaluator = new Evaluator(KNOWN, List.of(A));

    evaluator.add(A, new float[] {0, 1, 0}, 0);

    assertThat(evaluator.evaluation().loss()).isCloseTo(-Math.log(1e-7), CLOSE);
    assertThat(evaluator.evaluation().calibrationError()).isEqualTo(1);
  }

  @Test
  void answersOfLikeConfidenceAreCalibratedTogether() {
    Evaluator evaluator = new Evaluator(KNOWN, List.of(A, B));
    float[] sure = {0.9f, 0.1f, 0};

    evaluator.add(A, sure, 0);
    evaluator.add(B, sure, 0);

    assertThat(evaluator.evaluation().calibrationError()).isCloseTo(Math.abs(1 - 1.8) / 2, CLOSE);
  }

  @Test
  void amongEqualsTheFirstIsTheAnswerAndTheFirstFiveAreTheTopFive() {
    Labels seven = Labels.of(IntStream.range(0, 7).mapToObj(i -> new Label("" + i)).toList());
    float[] equal = new float[7];
    Arrays.fill(equal, 1 / 7f);
    for (int truth = 0; truth < 7; truth++) {
      Evaluator evaluator = new Evaluator(seven, List.of());

      evaluator.add(seven.get(truth), equal, 0);

      assertThat(evaluator.evaluation().accuracy()).isEqualTo(truth == 0 ? 1 : 0);
      assertThat(evaluator.evaluation().top5Accuracy()).isEqualTo(truth < 5 ? 1 : 0);
    }
  }

  @Test
  void theFifthMostProbableIsInTheTopFiveAndTheSixthIsNot() {
    Labels seven = Labels.of(IntStream.range(0, 7).mapToObj(i -> new Label("" + i)).toList());
    float[] rising = {0.01f, 0.04f, 0.1f, 0.15f, 0.2f, 0.22f, 0.28f};
    Evaluator evaluator = new Evaluator(seven, List.of());

    evaluator.add(new Label("2"), rising, 0);
    evaluator.add(new Label("1"), rising, 0);

    assertThat(evaluator.evaluation().top5Accuracy()).isEqualTo(0.5);
  }

  private static Evaluation full(Temperature temperature) {
    Evaluator evaluator = new Evaluator(KNOWN, List.of(UNKNOWN, new Label("Unseen")), temperature);
    float[] probabilities = {
      0.7f, 0.2f, 0.1f,
      0.1f, 0.6f, 0.3f,
      0.2f, 0.5f, 0.3f,
      0.9f, 0.1f, 0f
    };
    evaluator.add(A, probabilities, 0);
    evaluator.add(A, probabilities, 1);
    evaluator.add(B, probabilities, 2);
    evaluator.add(UNKNOWN, probabilities, 3);
    return evaluator.evaluation();
  }

  @Test
  void weightsF1ByTheNumberOfImages() {
    assertThat(example().weightedF1()).isCloseTo((2 / 2.0 + 2 / 3.0 + 0) / 4, CLOSE);
  }

  @Test
  void measuresAveragePrecisionOnlyWhenAskedTo() {
    Evaluation light = example();
    assertThat(light.perLabel()).allMatch(score -> score.averagePrecision() == null);
    assertThat(light.meanAveragePrecision()).isNull();
    assertThat(light.averagePrecisionExact()).isFalse();

    Evaluation full = full(Temperature.ONE);
    assertThat(full.averagePrecisionExact()).isTrue();
    // 'a' is found second and last, 'b' second; the model cannot find 'Unknown'.
    assertThat(full.perLabel())
        .extracting(LabelScore::averagePrecision)
        .containsExactly((1 / 2.0 + 2 / 4.0) / 2, 1 / 2.0, null, 0.0, null);
    assertThat(full.meanAveragePrecision()).isCloseTo((0.5 + 0.5 + 0) / 3, CLOSE);
    assertThat(full.scores()).isEqualTo(light.scores());
  }

  @Test
  void hasIntervals() {
    Evaluation evaluation = example();

    assertThat(evaluation.accuracyInterval()).isEqualTo(new Proportion(2, 4).interval());
    LabelScore b = evaluation.perLabel().get(1);
    assertThat(b.precisionInterval()).isEqualTo(new Proportion(1, 2).interval());
    assertThat(b.recallInterval()).isEqualTo(new Proportion(1, 1).interval());
    LabelScore c = evaluation.perLabel().get(2);
    assertThat(c.precisionInterval()).isEqualTo(new Interval(0, 1));
  }

  @Test
  void countsLabelsThatOnlyTheDataOrOnlyTheModelHas() {
    Evaluation evaluation = full(Temperature.ONE);

    assertThat(evaluation.knownLabels()).isEqualTo(3);
    assertThat(evaluation.unknownLabels()).isEqualTo(1);
    assertThat(evaluation.unknownImages()).isEqualTo(1);
    assertThat(evaluation.absentLabels()).isEqualTo(1);
  }

  @Test
  void countsImagesByConfidence() {
    Coverage coverage = example().coverage();

    assertThat(coverage.answeredFrom(0)).isEqualTo(new Proportion(2, 4));
    assertThat(coverage.answeredFrom(0.6)).isEqualTo(new Proportion(1, 3));
    assertThat(coverage.answeredFrom(0.95)).isEqualTo(new Proportion(0, 0));
  }

  @Test
  void comparesWithTheConfidenceWithoutTheTemperature() {
    assertThat(full(Temperature.ONE).uncalibrated()).isNull();
    assertThat(full(Temperature.ONE).calibrationErrorBefore()).isNull();
    float[] probabilities = {0.5f, 0.3f, 0.2f, 0.1f, 0.8f, 0.1f};
    Evaluator before = new Evaluator(KNOWN, List.of());
    before.add(A, probabilities, 0);
    before.add(A, probabilities, 1);
    Temperature temperature = new Temperature(0.4f);
    temperature.apply(probabilities, 3);
    float[] calibrated = probabilities.clone();
    Evaluator after = new Evaluator(KNOWN, List.of(), temperature);
    after.add(A, probabilities, 0);
    after.add(A, probabilities, 1);

    Evaluation evaluation = after.evaluation();

    assertThat(probabilities).isEqualTo(calibrated);
    assertThat(evaluation.calibrationErrorBefore())
        .isCloseTo(before.evaluation().calibrationError(), CLOSE);
    assertThat(evaluation.calibrationError())
        .isCloseTo((1 - calibrated[0] + calibrated[4]) / 2, CLOSE);
  }

  @Test
  void takesAnotherReliability() {
    Evaluation evaluation = full(new Temperature(2));
    Reliability.Counter perfect = new Reliability.Counter();
    perfect.add(1, true);

    Evaluation other = evaluation.withReliability(perfect.counted());

    assertThat(other.calibrationError()).isZero();
    assertThat(other.withReliability(evaluation.reliability())).isEqualTo(evaluation);
  }

  @Test
  void nothingHasNoScore() {
    assertThatIllegalStateException().isThrownBy(new Evaluator(KNOWN, List.of())::evaluation);
  }

  @Test
  void memoryGrowsWithThePairsThatOccur() {
    // A full matrix of counts would take 3.6 GB.
    int size = 30_000;
    Labels labels = new Labels(IntStream.range(0, size).mapToObj(i -> new Label("l" + i)).toList());
    Evaluator evaluator = new Evaluator(labels, List.of());
    float[] probabilities = new float[size];
    for (int i = 0; i < 100; i++) {
      probabilities[i * 300] = 1;
      evaluator.add(labels.get(i % 2 == 0 ? i * 300 : 29_999), probabilities, 0);
      probabilities[i * 300] = 0;
    }

    Evaluation evaluation = evaluator.evaluation();

    assertThat(evaluation.accuracy()).isEqualTo(0.5);
    assertThat(evaluation.balancedAccuracy()).isCloseTo(50 / 51.0, CLOSE);
    ConfusionMatrix confusion = evaluation.confusion();
    assertThat(confusion.pairs()).hasSize(100);
    assertThat(confusion.count(600, 600)).isEqualTo(1);
    assertThat(confusion.count(29_999, 300)).isEqualTo(1);
    assertThat(confusion.count(29_999, 600)).isZero();
    assertThat(confusion.support(29_999)).isEqualTo(50);
    assertThat(confusion.row(1)).isEmpty();
    assertThat(confusion.isSquare()).isFalse();
    assertThatThrownBy(confusion::counts).isInstanceOf(IllegalStateException.class);
  }
}
