package dev.espy.application.train.loop;

import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.recipe.Metric;
import dev.espy.domain.training.Epoch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tracks the best epoch and ends training after a number of epochs without a better one. */
public final class EarlyStopping {

  private final Metric metric;
  private final @Nullable Integer patience;
  private @Nullable Scores bestScores;
  private int bestEpoch;
  private int epochs;

  /**
   * @param metric the metric that decides which epoch is better
   * @param patience the number of epochs without a better one that ends training, at least 1, or
   *     null for no early stopping
   * @param epochs the epochs so far, in order
   */
  public EarlyStopping(Metric metric, @Nullable Integer patience, List<Epoch> epochs) {
    this.metric = metric;
    this.patience = patience;
    epochs.forEach(this::record);
  }

  /**
   * Returns whether scores are better than those of the best epoch.
   *
   * @param scores the validation scores of the latest epoch; null, which is better than any,
   *     without validation images
   */
  boolean isBetter(@Nullable Scores scores) {
    return scores == null || bestScores == null || metric.better(scores, bestScores);
  }

  /** Records an epoch, which says itself whether it is the best. */
  void record(Epoch epoch) {
    epochs++;
    if (epoch.best()) {
      bestEpoch = epoch.number();
      bestScores = epoch.validation();
    }
  }

  /** Returns the number of the best epoch, 0 before the first epoch. */
  int bestEpoch() {
    return bestEpoch;
  }

  /** Returns whether training should continue. */
  public boolean shouldContinue() {
    return patience == null || epochs - bestEpoch < patience;
  }
}
