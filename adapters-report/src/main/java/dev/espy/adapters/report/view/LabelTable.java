package dev.espy.adapters.report.view;

import dev.espy.domain.evaluation.ConfusionMatrix;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.LabelScore;
import dev.espy.domain.report.Report;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of each label.
 *
 * @param notice sentences on the labels that are left out; null if there are none
 * @param rows the labels, or those with images and the lowest F1 if there are many
 */
public record LabelTable(@Nullable String notice, List<Row> rows) {

  private static final int MOST_LABELS = 300;

  /**
   * A label.
   *
   * @param position position in the evaluation, from 0
   * @param label the name
   * @param images number of images
   * @param recall the share of its images that is found
   * @param recallBar the recall as a bar; null if the label has no images
   * @param recallLower lower end of the recall's interval
   * @param recallUpper upper end of the recall's interval
   * @param precision the share of its answers that is right
   * @param precisionBar the precision as a bar; null if no answer has the label
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
      @Nullable Bar recallBar,
      Figure recallLower,
      Figure recallUpper,
      Figure precision,
      @Nullable Bar precisionBar,
      Figure precisionLower,
      Figure precisionUpper,
      Figure f1,
      @Nullable Figure averagePrecision,
      @Nullable Name mistake,
      @Nullable Figure mistakes) {}

  static LabelTable of(Evaluation evaluation, Report.Kind kind) {
    List<LabelScore> scores = evaluation.perLabel();
    List<Integer> shown = IntStream.range(0, scores.size()).boxed().toList();
    String notice = null;
    if (shown.size() > MOST_LABELS) {
      List<Integer> withImages =
          shown.stream().filter(position -> scores.get(position).support() > 0).toList();
      shown =
          withImages.stream()
              .sorted(Comparator.comparingDouble(position -> scores.get(position).f1()))
              .limit(MOST_LABELS)
              .toList();
      notice = notice(shown.size(), withImages.size(), scores.size(), kind);
    }
    return new LabelTable(
        notice, shown.stream().map(position -> row(evaluation, position)).toList());
  }

  private static String notice(int shown, int withImages, int all, Report.Kind kind) {
    StringBuilder notice = new StringBuilder();
    if (shown < withImages) {
      notice.append(
          "These are the %s labels with the lowest F1, of %s labels with images. "
              .formatted(Numbers.count(shown), Numbers.count(withImages)));
    }
    int without = all - withImages;
    if (without > 0) {
      notice.append(
          "%s without images %s left out. "
              .formatted(Numbers.count(without, "label"), without == 1 ? "is" : "are"));
    }
    return notice
        .append(
            kind == Report.Kind.TRAINING
                ? "The file evaluation.json has all labels."
                : "The JSON output of the validation has all labels.")
        .toString();
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
    boolean hasImages = score.support() > 0;
    boolean hasAnswers = score.answered() > 0;
    return new Row(
        position,
        Name.of(score.label().name()),
        Figure.count(path + "support", score.support()),
        hasImages
            ? Figure.share(path + "recall", score.recall())
            : Figure.nothing(path + "recall", "no images"),
        hasImages ? Bar.of(score.recall(), score.recallInterval()) : null,
        Figure.share(path + "recallInterval.0", score.recallInterval().lower()),
        Figure.share(path + "recallInterval.1", score.recallInterval().upper()),
        hasAnswers
            ? Figure.share(path + "precision", score.precision())
            : Figure.nothing(path + "precision", "no answers"),
        hasAnswers ? Bar.of(score.precision(), score.precisionInterval()) : null,
        Figure.share(path + "precisionInterval.0", score.precisionInterval().lower()),
        Figure.share(path + "precisionInterval.1", score.precisionInterval().upper()),
        hasImages
            ? Figure.share(path + "f1", score.f1())
            : Figure.nothing(path + "f1", "no images"),
        averagePrecision == null ? null : Figure.share(path + "averagePrecision", averagePrecision),
        mistake == null ? null : Name.of(confusion.labels().get(mistake.answer()).name()),
        mistake == null
            ? null
            : Figure.count(Confusion.path(confusion, position, mistake.answer()), mistake.count()));
  }
}
