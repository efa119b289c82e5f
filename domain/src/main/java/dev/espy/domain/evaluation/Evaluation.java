package dev.espy.domain.evaluation;

import java.util.List;

/**
 * Metrics of a model's answers on labelled images. Shares are from 0 to 1. Means over labels ignore
 * labels without images.
 *
 * @param images number of images classified, at least 1
 * @param accuracy share of correct answers
 * @param balancedAccuracy mean recall of the labels
 * @param macroF1 mean F1 of the labels
 * @param loss mean cross-entropy in nats, each probability taken as at least 1e-7
 * @param top5Accuracy share of images whose true label is among the five most probable labels
 * @param calibrationError expected calibration error with 15 equal bins (Guo et al., "On
 *     Calibration of Modern Neural Networks", 2017): the mean distance between confidence and
 *     accuracy
 * @param perLabel the score of each label, in the order of the confusion matrix
 * @param confusion counts of true labels and answers
 */
public record Evaluation(
    long images,
    double accuracy,
    double balancedAccuracy,
    double macroF1,
    double loss,
    double top5Accuracy,
    double calibrationError,
    List<LabelScore> perLabel,
    ConfusionMatrix confusion) {

  /** Copies the list. */
  public Evaluation {
    perLabel = List.copyOf(perLabel);
  }

  /** Returns the main metrics. */
  public Scores scores() {
    return new Scores(loss, accuracy, balancedAccuracy, macroF1);
  }

  /**
   * Returns the accuracy of always answering with the most frequent label, which a useful model
   * exceeds.
   */
  public double majorityBaseline() {
    return perLabel.stream().mapToLong(LabelScore::support).max().orElse(0) / (double) images;
  }
}
