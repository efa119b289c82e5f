package dev.espy.application.report;

import dev.espy.domain.Labels;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.report.Report.LabelCount;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Counts the images of each label for a report. */
public final class LabelCounts {

  private LabelCounts() {}

  /**
   * Returns the counts, in the order of the model's labels; labels that the model does not know
   * come last.
   *
   * @param labels the model's labels
   * @param targets the position of each training image's label, or null if they are unknown
   * @param evaluation the evaluation, or null without one
   */
  public static List<LabelCount> of(
      Labels labels, int @Nullable [] targets, @Nullable Evaluation evaluation) {
    int all = evaluation == null ? labels.size() : evaluation.perLabel().size();
    long[] training = new long[all];
    if (targets != null) {
      for (int target : targets) {
        training[target]++;
      }
    }
    return IntStream.range(0, all)
        .mapToObj(
            label ->
                new LabelCount(
                    evaluation == null
                        ? labels.get(label).name()
                        : evaluation.perLabel().get(label).label().name(),
                    targets == null ? null : training[label],
                    evaluation == null ? 0 : evaluation.perLabel().get(label).support()))
        .toList();
  }
}
