package dev.espy.application.train;

import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.training.Epoch;
import org.jspecify.annotations.Nullable;

/** The best epoch so far, and how long one may wait for a better one. */
final class BestEpoch {

  private final Metric metric;
  private final @Nullable Integer patience;
  private @Nullable Scores scores;
  private int number;

  /**
   * @param metric what is better
   * @param patience how many epochs without a better one are enough; null if none are
   */
  BestEpoch(Metric metric, @Nullable Integer patience) {
    this.metric = metric;
    this.patience = patience;
  }

  /** Returns whether scores are better than the best. Without validation the last epoch is best. */
  boolean isBeatenBy(@Nullable Scores now) {
    return now == null || scores == null || metric.better(now, scores);
  }

  /** Takes note of an epoch, which says itself whether it is the best. */
  void take(Epoch epoch) {
    if (epoch.best()) {
      number = epoch.number();
      scores = epoch.validation();
    }
  }

  /** Returns its number, 0 if there is none. */
  int number() {
    return number;
  }

  /**
   * Returns whether it is worth to go on.
   *
   * @param epochs how many there were
   */
  boolean patient(int epochs) {
    return patience == null || epochs - number < patience;
  }
}
