package dev.espy.domain.evaluation;

import dev.espy.domain.Label;
import dev.espy.domain.statistics.Interval;
import dev.espy.domain.statistics.Proportion;
import org.jspecify.annotations.Nullable;

/**
 * The answers for one label, counted.
 *
 * @param label the label
 * @param support number of images with this true label
 * @param answered number of images answered with this label
 * @param correct number of images with this true label and this answer
 * @param averagePrecision the average precision, from 0 to 1; 0 for a label that the model does not
 *     know; null if the label has no images or average precision was not measured
 */
public record LabelScore(
    Label label, long support, long answered, long correct, @Nullable Double averagePrecision) {

  /**
   * Returns the share of correct answers among the images answered with this label; 0 if there are
   * none.
   */
  public double precision() {
    return new Proportion(correct, answered).value();
  }

  /** Returns the 95 % interval of the precision. */
  public Interval precisionInterval() {
    return new Proportion(correct, answered).interval();
  }

  /**
   * Returns the share of correct answers among the images with this true label; 0 if there are
   * none.
   */
  public double recall() {
    return new Proportion(correct, support).value();
  }

  /** Returns the 95 % interval of the recall. */
  public Interval recallInterval() {
    return new Proportion(correct, support).interval();
  }

  /** Returns the harmonic mean of precision and recall, from 0 to 1. */
  public double f1() {
    return correct == 0 ? 0 : 2.0 * correct / (support + answered);
  }
}
