package dev.espy.adapters.report.view;

import dev.espy.domain.evaluation.ConfusionMatrix;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.LabelScore;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of each label.
 *
 * @param all number of labels
 * @param rows the labels, or those with the lowest F1 if there are many
 */
public record LabelTable(int all, List<Row> rows) {

  private static final int MOST_LABELS = 300;

  /**
   * A label.
   *
   * @param position position in the evaluation, from 0
   * @param label the name
   * @param images number of images
   * @param recall the share of its images that is found
   * @param recallBar the recall as a bar
   * @param recallLower lower end of the recall's interval
   * @param recallUpper upper end of the recall's interval
   * @param precision the share of its answers that is right
   * @param precisionBar the precision as a bar
   * @param precisionLower lower end of the precision's interval
   * @param precisionUpper upper end of the precision's interval
   * @param f1 the F1
   * @param averagePrecision the average precision, or null if it was not measured
   * @param mistake the most frequent wrong answer to its images, or null if there is none
   * @param mistakes number of images with this wrong answer, or null
   */
  public record Row(
      int position,
      Name label,
      Figure images,
      Figure recall,
      Bar recallBar,
      Figure recallLower,
      Figure recallUpper,
      Figure precision,
      Bar precisionBar,
      Figure precisionLower,
      Figure precisionUpper,
      Figure f1,
      @Nullable Figure averagePrecision,
      @Nullable Name mistake,
      @Nullable Figure mistakes) {}

  static LabelTable of(Evaluation evaluation) {
    List<LabelScore> scores = evaluation.perLabel();
    List<Integer> shown = IntStream.range(0, scores.size()).boxed().toList();
    if (shown.size() > MOST_LABELS) {
      shown =
          shown.stream()
              .filter(position -> scores.get(position).support() > 0)
              .sorted(Comparator.comparingDouble(position -> scores.get(position).f1()))
              .limit(MOST_LABELS)
              .toList();
    }
    return new LabelTable(
        scores.size(), shown.stream().map(position -> row(evaluation, position)).toList());
  }

  private static Row row(Evaluation evaluation, int position) {
    LabelScore score = evaluation.perLabel().get(position);
    String path = "perLabel." + position + ".";
    ConfusionMatrix confusion = evaluation.confusion();
    ConfusionMatrix.Pair mistake =
        confusion.row(position).stream()
            .filter(pair -> pair.answer() != position)
            .max(Comparator.comparingInt(ConfusionMatrix.Pair::count))
            .orElse(null);
    Double averagePrecision = score.averagePrecision();
    return new Row(
        position,
        Name.of(score.label().name()),
        Figure.count(path + "support", score.support()),
        Figure.share(path + "recall", score.recall()),
        Bar.of(score.recall(), score.recallInterval()),
        Figure.share(path + "recallInterval.0", score.recallInterval().lower()),
        Figure.share(path + "recallInterval.1", score.recallInterval().upper()),
        Figure.share(path + "precision", score.precision()),
        Bar.of(score.precision(), score.precisionInterval()),
        Figure.share(path + "precisionInterval.0", score.precisionInterval().lower()),
        Figure.share(path + "precisionInterval.1", score.precisionInterval().upper()),
        Figure.share(path + "f1", score.f1()),
        averagePrecision == null ? null : Figure.share(path + "averagePrecision", averagePrecision),
        mistake == null ? null : Name.of(confusion.labels().get(mistake.answer()).name()),
        mistake == null
            ? null
            : Figure.count(Confusion.path(confusion, position, mistake.answer()), mistake.count()));
  }
}
