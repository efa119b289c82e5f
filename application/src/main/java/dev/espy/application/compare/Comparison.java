package dev.espy.application.compare;

import dev.espy.application.classify.UnreadableImages;
import dev.espy.domain.evaluation.Difference;
import dev.espy.domain.statistics.McNemar;
import dev.espy.domain.statistics.Proportion;
import java.util.List;

/**
 * The outcome of comparing two models on the same labelled images.
 *
 * @param bothRight number of images on which both models are right
 * @param onlyFirstRight number of images on which only the first is right
 * @param onlySecondRight number of images on which only the second is right
 * @param bothWrong number of images on which both are wrong
 * @param differing number of images to which the models give different answers
 * @param perLabel the figures of each true label; the label with the largest difference of recall
 *     comes first, of equal ones that with the most images
 * @param differences the first images to which the models give different answers, at most {@value
 *     #MOST_DIFFERENCES}, in the order of the data
 * @param unreadable the images that could not be read, which were left out
 * @param unlabelled number of rows without a label, which were left out
 */
public record Comparison(
    long bothRight,
    long onlyFirstRight,
    long onlySecondRight,
    long bothWrong,
    long differing,
    List<LabelComparison> perLabel,
    List<Difference> differences,
    UnreadableImages unreadable,
    int unlabelled) {

  /** The largest number of differences that are kept. */
  public static final int MOST_DIFFERENCES = 10;

  private static final double SIGNIFICANCE = 0.05;

  /** Copies the lists. */
  public Comparison {
    perLabel = List.copyOf(perLabel);
    differences = List.copyOf(differences);
  }

  /** Returns the number of compared images, at least 1. */
  public long images() {
    return bothRight + onlyFirstRight + onlySecondRight + bothWrong;
  }

  /** Returns the share of images on which the first model is right. */
  public Proportion firstAccuracy() {
    return new Proportion(bothRight + onlyFirstRight, images());
  }

  /** Returns the share of images on which the second model is right. */
  public Proportion secondAccuracy() {
    return new Proportion(bothRight + onlySecondRight, images());
  }

  /** Returns the p-value of McNemar's exact test, above 0 and at most 1. */
  public double pValue() {
    return McNemar.pValue(onlyFirstRight, onlySecondRight);
  }

  /** Returns true if the difference of the accuracies is significant: its p-value is below 0.05. */
  public boolean isSignificant() {
    return pValue() < SIGNIFICANCE;
  }
}
