package dev.espy.adapters.cli.output;

import dev.espy.application.classify.UnreadableImages;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Unreadable;
import dev.espy.domain.confidence.Coverage;
import dev.espy.domain.evaluation.ConfusionMatrix;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.LabelScore;
import dev.espy.domain.statistics.Interval;
import dev.espy.domain.statistics.Proportion;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The figures of an evaluation as text. */
public final class EvaluationReport {

  private static final int MOST_LABELS = 30;
  private static final int MOST_MISTAKES = 5;
  private static final int MOST_UNREADABLE = 10;
  private static final int LONGEST_LABEL = 30;

  private EvaluationReport() {}

  /**
   * Prints the accuracy with its interval, and that of always answering the most frequent label.
   */
  public static void headline(PrintWriter out, Evaluation evaluation) {
    out.printf(
        Locale.ROOT,
        "accuracy           %.4f  (95 %% interval %s; always the most frequent label: %.4f)%n",
        evaluation.accuracy(),
        range(evaluation.accuracyInterval()),
        evaluation.majorityBaseline());
  }

  /** Prints all figures, the scores of labels and the most frequent mistakes. */
  public static void evaluation(PrintWriter out, Evaluation evaluation) {
    out.printf(Locale.ROOT, "images             %,d%n", evaluation.images());
    headline(out, evaluation);
    out.printf(Locale.ROOT, "balanced accuracy  %.4f%n", evaluation.balancedAccuracy());
    out.printf(Locale.ROOT, "macro-F1           %.4f%n", evaluation.macroF1());
    out.printf(Locale.ROOT, "weighted F1        %.4f%n", evaluation.weightedF1());
    averagePrecision(out, evaluation);
    out.printf(Locale.ROOT, "top-5 accuracy     %.4f%n", evaluation.top5Accuracy());
    out.printf(Locale.ROOT, "loss               %.4f%n", evaluation.loss());
    calibration(out, evaluation);
    differentLabels(out, evaluation);
    coverage(out, evaluation.coverage());
    labels(out, evaluation.perLabel());
    mistakes(out, evaluation.confusion());
  }

  private static void averagePrecision(PrintWriter out, Evaluation evaluation) {
    Double mean = evaluation.meanAveragePrecision();
    if (mean != null) {
      out.printf(
          Locale.ROOT,
          "mean AP            %.4f  (average precision of the labels%s)%n",
          mean,
          evaluation.averagePrecisionExact() ? "" : "; from binned probabilities");
    }
  }

  private static void calibration(PrintWriter out, Evaluation evaluation) {
    out.printf(Locale.ROOT, "calibration error  %.4f", evaluation.calibrationError());
    Double before = evaluation.calibrationErrorBefore();
    if (before != null) {
      out.printf(Locale.ROOT, "  (%.4f without the model's temperature)", before);
    }
    out.println();
  }

  private static void differentLabels(PrintWriter out, Evaluation evaluation) {
    if (evaluation.unknownLabels() > 0) {
      out.printf(
          Locale.ROOT,
          "unknown labels     %,d  (of %s; the model does not know them)%n",
          evaluation.unknownLabels(),
          TextFormat.count(evaluation.unknownImages(), "image"));
    }
    if (evaluation.absentLabels() > 0) {
      out.printf(
          Locale.ROOT,
          "absent labels      %,d  (the model knows them, but no image has them)%n",
          evaluation.absentLabels());
    }
  }

  private static void coverage(PrintWriter out, Coverage coverage) {
    out.printf("%nIf the model answers only from a confidence on:%n");
    out.println("confidence  answered  accuracy  95 % interval");
    long previous = 0;
    for (double confidence : Coverage.USUAL) {
      Proportion answered = coverage.answeredFrom(confidence);
      if (answered.total() > 0 && answered.total() != previous) {
        out.printf(
            Locale.ROOT,
            "%10s  %8.4f  %8.4f  %s%n",
            BigDecimal.valueOf(confidence).stripTrailingZeros().toPlainString(),
            new Proportion(answered.total(), coverage.images()).value(),
            answered.value(),
            range(answered.interval()));
      }
      previous = answered.total();
    }
    out.println();
  }

  private static String range(Interval interval) {
    return String.format(Locale.ROOT, "%.4f to %.4f", interval.lower(), interval.upper());
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
    out.printf(
        "%-"
            + width
            + "s  precision  95 %%         recall  95 %%             f1      AP  support%n",
        "label");
    for (LabelScore score : shown) {
      out.printf(
          Locale.ROOT,
          "%-" + width + "s  %9.4f  %s  %6.4f  %s  %6.4f  %6s  %,7d%n",
          shown(score.label()),
          score.precision(),
          shortRange(score.precisionInterval()),
          score.recall(),
          shortRange(score.recallInterval()),
          score.f1(),
          optional(score.averagePrecision()),
          score.support());
    }
  }

  private static String shortRange(Interval interval) {
    return String.format(Locale.ROOT, "%.3f-%.3f", interval.lower(), interval.upper());
  }

  private static String optional(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
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
