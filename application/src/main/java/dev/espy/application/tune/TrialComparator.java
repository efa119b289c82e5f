package dev.espy.application.tune;

import dev.espy.domain.recipe.Metric;
import dev.espy.domain.training.Trial;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares trials; the better comes first. A diverged trial is worse than any other; of equal
 * trials the earlier is better.
 *
 * @param metric the metric that decides which trial is better
 */
record TrialComparator(Metric metric) implements Comparator<Trial> {

  @Override
  public int compare(Trial one, Trial other) {
    if (one.scores() != null && other.scores() != null) {
      if (metric.better(one.scores(), other.scores())) {
        return -1;
      } else if (metric.better(other.scores(), one.scores())) {
        return 1;
      }
    } else if (one.scores() != null || other.scores() != null) {
      return one.scores() != null ? -1 : 1;
    }
    return Integer.compare(one.number(), other.number());
  }

  /** Returns the trials of one rung, the best first. */
  List<Trial> sorted(Collection<Trial> trials) {
    return trials.stream().sorted(this).toList();
  }

  /** Returns the last trial of each candidate, later rungs first, better trials of a rung first. */
  List<Trial> last(List<Trial> trials) {
    Map<Integer, Trial> last = new LinkedHashMap<>();
    trials.forEach(trial -> last.put(trial.number(), trial));
    return last.values().stream()
        .sorted(Comparator.comparingInt(Trial::rung).reversed().thenComparing(this))
        .toList();
  }
}
