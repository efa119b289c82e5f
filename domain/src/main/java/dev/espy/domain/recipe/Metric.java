package dev.espy.domain.recipe;

import dev.espy.domain.Words;
import dev.espy.domain.evaluation.Scores;

/** A metric by which epochs are compared. */
public enum Metric {
  /** The share of correct answers. */
  ACCURACY {
    @Override
    double of(Scores scores) {
      return scores.accuracy();
    }
  },
  /** The mean recall of the labels, for data in which some labels are rare. */
  BALANCED_ACCURACY {
    @Override
    double of(Scores scores) {
      return scores.balancedAccuracy();
    }
  },
  /** The mean F1 of the labels. */
  MACRO_F1 {
    @Override
    double of(Scores scores) {
      return scores.macroF1();
    }
  },
  /** The cross-entropy, which also rates the confidence of the answers. */
  LOSS {
    @Override
    double of(Scores scores) {
      return -scores.loss();
    }
  };

  /** Returns the value of the metric; higher is better. */
  abstract double of(Scores scores);

  /**
   * Returns whether scores are better than others. Of equal values the lower loss is better; a loss
   * that is not a number is worse than any other.
   */
  public boolean better(Scores scores, Scores others) {
    if (Double.isNaN(scores.loss()) || Double.isNaN(others.loss())) {
      return !Double.isNaN(scores.loss());
    }
    int byMetric = Double.compare(of(scores), of(others));
    return byMetric > 0 || (byMetric == 0 && scores.loss() < others.loss());
  }

  /** Returns the name for users, such as {@code balanced-accuracy}. */
  @Override
  public String toString() {
    return Words.of(this);
  }
}
