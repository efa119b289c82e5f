package dev.espy.adapters.cli.output;

import dev.espy.application.classify.UnreadableImages;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Unreadable;
import dev.espy.domain.evaluation.ConfusionMatrix;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.LabelScore;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The figures of an evaluation as text. */
public final class EvaluationReport {

  private static final int MOST_LABELS = 30;
  private static final int MOST_MISTAKES = 5;
  private static final int MOST_UNREADABLE = 10;
  private static final int LONGEST_LABEL = 40;

  private EvaluationReport() {}

  /** Prints the accuracy, and that of always answering the most frequent label. */
  public static void headline(PrintWriter out, Evaluation evaluation) {
    out.printf(
        Locale.ROOT,
        "accuracy           %.4f  (always answering the most frequent label: %.4f)%n",
        evaluation.accuracy(),
        evaluation.majorityBaseline());
  }

  /** Prints all figures, the scores of labels and the most frequent mistakes. */
  public static void evaluation(PrintWriter out, Evaluation evaluation) {
    out.printf(Locale.ROOT, "images             %,d%n", evaluation.images());
    headline(out, evaluation);
    out.printf(Locale.ROOT, "balanced accuracy  %.4f%n", evaluation.balancedAccuracy());
    out.printf(Locale.ROOT, "macro-F1           %.4f%n", evaluation.macroF1());
    out.printf(Locale.ROOT, "top-5 accuracy     %.4f%n", evaluation.top5Accuracy());
    out.printf(Locale.ROOT, "loss               %.4f%n", evaluation.loss());
    out.printf(Locale.ROOT, "calibration error  %.4f%n%n", evaluation.calibrationError());
    labels(out, evaluation.perLabel());
    mistakes(out, evaluation.confusion());
  }

  private static void labels(PrintWriter out, List<LabelScore> scores) {
    List<LabelScore> shown = scores;
    if (scores.size() > MOST_LABELS) {
      shown =
          scores.stream()
              .filter(score -> score.support() > 0)
              .sorted(Comparator.comparingDouble(LabelScore::f1))
              .limit(MOST_LABELS)
              .toList();
      out.printf("The %d of %,d labels with the lowest F1:%n", shown.size(), scores.size());
    }
    int longest = shown.stream().mapToInt(score -> shown(score.label()).length()).max().orElse(0);
    int width = Math.max("label".length(), longest);
    out.printf("%-" + width + "s  precision  recall      f1  support%n", "label");
    for (LabelScore score : shown) {
      out.printf(
          Locale.ROOT,
          "%-" + width + "s  %9.4f  %6.4f  %6.4f  %,7d%n",
          shown(score.label()),
          score.precision(),
          score.recall(),
          score.f1(),
          score.support());
    }
  }

  private static void mistakes(PrintWriter out, ConfusionMatrix confusion) {
    Labels labels = confusion.labels();
    List<ConfusionMatrix.Pair> mistakes =
        confusion.pairs().stream()
            .filter(pair -> pair.truth() != pair.answer())
            .sorted(Comparator.comparingInt(ConfusionMatrix.Pair::count).reversed())
            .limit(MOST_MISTAKES)
            .toList();
    if (!mistakes.isEmpty()) {
      out.printf("%nMost frequent mistakes:%n");
    }
    for (ConfusionMatrix.Pair mistake : mistakes) {
      out.printf(
          "%,7d  '%s' taken for '%s'%n",
          mistake.count(), shown(labels.get(mistake.truth())), shown(labels.get(mistake.answer())));
    }
  }

  /** Returns a label as the terminal shows it, without the end of a long one. */
  private static String shown(Label label) {
    String visible = VisibleWriter.line(label.name());
    return visible.length() <= LONGEST_LABEL
        ? visible
        : visible.substring(0, LONGEST_LABEL - 3) + "...";
  }

  /**
   * Prints unreadable images.
   *
   * @param err the destination
   * @param unreadable the unreadable images
   * @param all true to print all of them, false to print the first few
   */
  public static void unreadable(PrintWriter err, List<Unreadable> unreadable, boolean all) {
    unreadable(err, new UnreadableImages(unreadable.size(), unreadable), all);
  }

  /**
   * Prints unreadable images.
   *
   * @param err the destination
   * @param unreadable the unreadable images
   * @param all true to print all that are kept, false to print the first few
   */
  public static void unreadable(PrintWriter err, UnreadableImages unreadable, boolean all) {
    int count = unreadable.count();
    if (count == 0) {
      return;
    }
    err.printf("%s could not be read:%n", TextFormat.count(count, "image"));
    List<Unreadable> kept = unreadable.first();
    int shown = all ? kept.size() : Math.min(MOST_UNREADABLE, kept.size());
    for (Unreadable bad : kept.subList(0, shown)) {
      err.printf("  row %d, '%s': %s%n", bad.row(), bad.id(), RemedyOptions.sentence(bad));
    }
    if (shown < count) {
      err.printf("  ... and %,d more%n", count - shown);
    }
  }
}
