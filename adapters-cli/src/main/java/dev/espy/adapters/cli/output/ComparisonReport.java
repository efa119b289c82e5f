package dev.espy.adapters.cli.output;

import dev.espy.application.compare.Comparison;
import dev.espy.application.compare.LabelComparison;
import dev.espy.domain.evaluation.Difference;
import dev.espy.domain.statistics.Interval;
import dev.espy.domain.statistics.Proportion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of two runs as text and as a JSON document.
 *
 * @param comparison the comparison
 * @param first the first run, as typed
 * @param second the second run, as typed
 * @param data the images of the comparison, as typed; null for the runs' validation images
 * @param output the file of the images on which the runs differ, or null for none
 */
public record ComparisonReport(
    Comparison comparison, Path first, Path second, @Nullable Path data, @Nullable Path output) {

  private static final int MOST_LABELS = 20;
  private static final double SMALLEST_SHOWN = 0.0001;

  /** Prints the figures, the labels on which the runs differ most, and the first such images. */
  public void print(PrintWriter out) {
    out.printf("run 1              %s%n", first);
    out.printf("run 2              %s%n", second);
    out.printf(Locale.ROOT, "images             %,d%n", comparison.images());
    accuracy(out, 1, comparison.firstAccuracy());
    accuracy(out, 2, comparison.secondAccuracy());
    out.printf(Locale.ROOT, "both right         %,d%n", comparison.bothRight());
    out.printf(Locale.ROOT, "only run 1 right   %,d%n", comparison.onlyFirstRight());
    out.printf(Locale.ROOT, "only run 2 right   %,d%n", comparison.onlySecondRight());
    out.printf(Locale.ROOT, "both wrong         %,d%n", comparison.bothWrong());
    out.printf("p-value            %s  (McNemar's exact test)%n", pValue());
    out.printf("%s%n%n", verdict());
    labels(out);
    images(out);
  }

  private static void accuracy(PrintWriter out, int run, Proportion accuracy) {
    Interval interval = accuracy.interval();
    out.printf(
        Locale.ROOT,
        "accuracy of run %d  %.4f  (95 %% interval: %.4f to %.4f)%n",
        run,
        accuracy.value(),
        interval.lower(),
        interval.upper());
  }

  private String pValue() {
    double p = comparison.pValue();
    return p < SMALLEST_SHOWN ? "below 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  private String verdict() {
    long first = comparison.onlyFirstRight();
    long second = comparison.onlySecondRight();
    if (first == second) {
      return "No difference: both runs are right on equally many images.";
    }
    int better = first > second ? 1 : 2;
    return comparison.isSignificant()
        ? "The difference is real: run %d is better (p below 0.05).".formatted(better)
        : "The difference may be chance: run %d is right more often, but p is not below 0.05."
            .formatted(better);
  }

  private void labels(PrintWriter out) {
    List<LabelComparison> labels = comparison.perLabel();
    List<LabelComparison> shown = labels.subList(0, Math.min(MOST_LABELS, labels.size()));
    if (shown.size() < labels.size()) {
      out.printf("The %d of %,d labels whose recall differs most:%n", shown.size(), labels.size());
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("label", "images", "recall 1", "recall 2", "difference"));
    for (LabelComparison label : shown) {
      rows.add(
          List.of(
              label.label().name(),
              String.format(Locale.ROOT, "%,d", label.support()),
              String.format(Locale.ROOT, "%.4f", label.firstRecall()),
              String.format(Locale.ROOT, "%.4f", label.secondRecall()),
              String.format(Locale.ROOT, "%+.4f", label.difference())));
    }
    TextTable.print(out, rows);
  }

  private void images(PrintWriter out) {
    if (comparison.differing() > 0) {
      out.printf(
          "%nThe runs answer differently for %s:%n",
          TextFormat.count(comparison.differing(), "image"));
    }
    for (Difference difference : comparison.differences()) {
      out.printf(
          "  '%s' is '%s'; run 1 answers '%s', run 2 '%s'%n",
          difference.id(),
          TextTable.shown(difference.truth().name()),
          TextTable.shown(difference.first().name()),
          TextTable.shown(difference.second().name()));
    }
    long more = comparison.differing() - comparison.differences().size();
    if (more > 0) {
      out.printf(
          Locale.ROOT,
          "  ... and %,d more%s%n",
          more,
          output == null ? "; --output FILE writes all of them" : "");
    }
    if (output != null) {
      out.printf("All of them are in %s.%n", output);
    }
  }

  /** Returns all figures, and the first images on which the runs differ. */
  public Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("run1", run(first, comparison.firstAccuracy()));
    document.put("run2", run(second, comparison.secondAccuracy()));
    document.put("data", data == null ? null : data.toString());
    document.put("images", comparison.images());
    document.put("bothRight", comparison.bothRight());
    document.put("onlyRun1Right", comparison.onlyFirstRight());
    document.put("onlyRun2Right", comparison.onlySecondRight());
    document.put("bothWrong", comparison.bothWrong());
    document.put("pValue", comparison.pValue());
    document.put("significant", comparison.isSignificant());
    document.put("perLabel", comparison.perLabel().stream().map(ComparisonReport::label).toList());
    document.put("differing", comparison.differing());
    document.put(
        "differences",
        comparison.differences().stream().map(ComparisonReport::difference).toList());
    document.put("output", output == null ? null : output.toString());
    document.put("unlabelled", comparison.unlabelled());
    document.put("unreadable", comparison.unreadable().count());
    return document;
  }

  private static Map<String, Object> run(Path run, Proportion accuracy) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run", run.toString());
    document.put("accuracy", accuracy.value());
    document.put(
        "accuracyInterval", List.of(accuracy.interval().lower(), accuracy.interval().upper()));
    return document;
  }

  private static Map<String, Object> label(LabelComparison label) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("label", label.label().name());
    document.put("support", label.support());
    document.put("recall1", label.firstRecall());
    document.put("recall2", label.secondRecall());
    document.put("difference", label.difference());
    return document;
  }

  private static Map<String, Object> difference(Difference difference) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("image", difference.id());
    document.put("truth", difference.truth().name());
    document.put("label1", difference.first().name());
    document.put("label2", difference.second().name());
    return document;
  }
}
