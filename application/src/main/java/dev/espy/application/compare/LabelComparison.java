package dev.espy.application.compare;

import dev.espy.domain.Label;

/**
 * The right answers of two models to the images of one label.
 *
 * @param label the true label
 * @param support number of its images, at least 1
 * @param firstRight number of them on which the first model is right
 * @param secondRight number of them on which the second model is right
 */
public record LabelComparison(Label label, long support, long firstRight, long secondRight) {

  /** Returns the recall of the first model, from 0 to 1. */
  public double firstRecall() {
    return (double) firstRight / support;
  }

  /** Returns the recall of the second model, from 0 to 1. */
  public double secondRecall() {
    return (double) secondRight / support;
  }

  /** Returns the recall of the second model minus that of the first, from -1 to 1. */
  public double difference() {
    return (double) (secondRight - firstRight) / support;
  }
}
