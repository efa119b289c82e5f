package dev.espy.application.report;

import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.report.Report.LabelCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Counts the images of each label for a report. */
public final class LabelCounts {

  private LabelCounts() {}

  /**
   * Returns the counts, in the order of the model's labels; labels that the model does not know
   * come last, sorted.
   *
   * @param labels the model's labels
   * @param targets the position of each training image's label, or null if they are unknown
   * @param validation number of validation images of each label, without labels that have none
   */
  public static List<LabelCount> of(
      Labels labels, int @Nullable [] targets, Map<Label, Long> validation) {
    long[] training = new long[labels.size()];
    if (targets != null) {
      for (int target : targets) {
        training[target]++;
      }
    }
    Map<Label, Long> unknown = new TreeMap<>(validation);
    List<LabelCount> counts = new ArrayList<>();
    IntStream.range(0, labels.size())
        .forEach(
            label -> {
              unknown.remove(labels.get(label));
              counts.add(
                  new LabelCount(
                      labels.get(label).name(),
                      targets == null ? null : training[label],
                      validation.getOrDefault(labels.get(label), 0L)));
            });
    unknown.forEach(
        (label, images) ->
            counts.add(new LabelCount(label.name(), targets == null ? null : 0L, images)));
    return counts;
  }
}
