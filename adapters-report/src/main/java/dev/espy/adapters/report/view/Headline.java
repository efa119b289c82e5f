package dev.espy.adapters.report.view;

import dev.espy.domain.evaluation.ConfusionMatrix;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.LabelScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The main figures.
 *
 * @param accuracy the accuracy
 * @param lower the lower end of its interval
 * @param upper the upper end of its interval
 * @param images number of images
 * @param baseline the accuracy of always giving the most frequent label
 * @param bar the accuracy as a bar
 * @param useful true if the interval is above the baseline
 * @param weakest the label with the lowest F1; null if all answers are right
 * @param mistake the most frequent mistake; null if there is none
 * @param all the other figures, with their names and meanings
 */
public record Headline(
    Figure accuracy,
    Figure lower,
    Figure upper,
    Figure images,
    Figure baseline,
    Bar bar,
    boolean useful,
    @Nullable Weakest weakest,
    @Nullable TopMistake mistake,
    List<Measure> all) {

  /**
   * A label with low figures.
   *
   * @param label the label
   * @param recall the share of its images that is found
   * @param precision the share of its answers that is right
   */
  public record Weakest(Name label, Figure recall, Figure precision) {}

  /**
   * A pair that is confused.
   *
   * @param truth the true label
   * @param answer the model's answer
   * @param count number of images
   */
  public record TopMistake(Name truth, Name answer, Figure count) {}

  /**
   * A figure with its name and meaning.
   *
   * @param name the name
   * @param figure the value
   * @param meaning a sentence without a full stop
   */
  public record Measure(String name, Figure figure, String meaning) {}

  static Headline of(Evaluation evaluation) {
    return new Headline(
        Figure.share("accuracy", evaluation.accuracy()),
        Figure.share("accuracyInterval.0", evaluation.accuracyInterval().lower()),
        Figure.share("accuracyInterval.1", evaluation.accuracyInterval().upper()),
        Figure.count("images", evaluation.images()),
        Figure.share(null, evaluation.majorityBaseline()),
        Bar.of(evaluation.accuracy(), evaluation.accuracyInterval()),
        evaluation.accuracyInterval().lower() > evaluation.majorityBaseline(),
        weakest(evaluation),
        mistake(evaluation.confusion()),
        all(evaluation));
  }

  private static @Nullable Weakest weakest(Evaluation evaluation) {
    List<LabelScore> scores = evaluation.perLabel();
    int weakest = -1;
    for (int i = 0; i < scores.size(); i++) {
      LabelScore score = scores.get(i);
      if (score.support() > 0
          && score.f1() < 1
          && (weakest < 0 || score.f1() < scores.get(weakest).f1())) {
        weakest = i;
      }
    }
    if (weakest < 0) {
      return null;
    }
    LabelScore score = scores.get(weakest);
    return new Weakest(
        Name.of(score.label().name()),
        Figure.share("perLabel.%d.recall".formatted(weakest), score.recall()),
        Figure.share("perLabel.%d.precision".formatted(weakest), score.precision()));
  }

  private static @Nullable TopMistake mistake(ConfusionMatrix confusion) {
    return confusion.pairs().stream()
        .filter(pair -> pair.truth() != pair.answer())
        .max(Comparator.comparingInt(ConfusionMatrix.Pair::count))
        .map(
            pair ->
                new TopMistake(
                    Name.of(confusion.labels().get(pair.truth()).name()),
                    Name.of(confusion.labels().get(pair.answer()).name()),
                    Figure.count(
                        Confusion.path(confusion, pair.truth(), pair.answer()), pair.count())))
        .orElse(null);
  }

  private static List<Measure> all(Evaluation evaluation) {
    List<Measure> all = new ArrayList<>();
    all.add(
        new Measure(
            "balanced accuracy",
            Figure.share("balancedAccuracy", evaluation.balancedAccuracy()),
            "the accuracy if each label counted the same, however many images it has"));
    all.add(
        new Measure(
            "macro-F1",
            Figure.share("macroF1", evaluation.macroF1()),
            "the mean F1 of the labels; F1 is low if either recall or precision is low"));
    all.add(
        new Measure(
            "weighted F1",
            Figure.share("weightedF1", evaluation.weightedF1()),
            "the same mean, with each label weighted by its number of images"));
    all.add(
        new Measure(
            "top-5 accuracy",
            Figure.share("top5Accuracy", evaluation.top5Accuracy()),
            "the share of images whose true label is among the five most probable ones"));
    Double meanAveragePrecision = evaluation.meanAveragePrecision();
    if (meanAveragePrecision != null) {
      all.add(
          new Measure(
              "mean average precision",
              Figure.share("meanAveragePrecision", meanAveragePrecision),
              "how well the probabilities of a label sort its images before all others"
                  + (evaluation.averagePrecisionExact() ? "" : "; from rounded probabilities")));
    }
    all.add(
        new Measure(
            "loss",
            Figure.number("loss", evaluation.loss()),
            "the mean surprise at the true label, in nats; 0 is perfect"));
    if (evaluation.unknownLabels() > 0) {
      all.add(
          new Measure(
              "images with unknown labels",
              Figure.count("unknownLabels.images", evaluation.unknownImages()),
              "the model does not know their labels, so each answer to them is wrong"));
      all.add(
          new Measure(
              "unknown labels",
              Figure.count("unknownLabels.labels", evaluation.unknownLabels()),
              "the labels of these images"));
    }
    if (evaluation.absentLabels() > 0) {
      all.add(
          new Measure(
              "absent labels",
              Figure.count("absentLabels", evaluation.absentLabels()),
              "labels that the model knows and no image has"));
    }
    return all;
  }
}
