package dev.espy.domain.evaluation;

import dev.espy.domain.confidence.Coverage;
import dev.espy.domain.confidence.Reliability;
import dev.espy.domain.statistics.Interval;
import dev.espy.domain.statistics.Proportion;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of a model's answers on labelled images. Shares are from 0 to 1. Means over labels ignore
 * labels without images.
 *
 * @param knownLabels number of labels that the model knows, at least 1; they are the first ones
 * @param loss mean cross-entropy in nats, each probability taken as at least 1e-7
 * @param top5Accuracy share of images whose true label is among the five most probable labels
 * @param reliability confidence against accuracy
 * @param uncalibrated confidence against accuracy without the model's temperature; null if it has
 *     none
 * @param coverage the images by confidence
 * @param averagePrecisionExact true if the average precisions are those of all probabilities, false
 *     if they are those of binned probabilities or were not measured
 * @param perLabel the score of each label, in the order of the confusion matrix
 * @param confusion counts of true labels and answers, of at least one image
 */
public record Evaluation(
    int knownLabels,
    double loss,
    double top5Accuracy,
    Reliability reliability,
    @Nullable Reliability uncalibrated,
    Coverage coverage,
    boolean averagePrecisionExact,
    List<LabelScore> perLabel,
    ConfusionMatrix confusion) {

  /** Copies the list. */
  public Evaluation {
    perLabel = List.copyOf(perLabel);
  }

  /**
   * Returns this evaluation with another reliability, such as that of temperatures which were
   * fitted to other images.
   */
  public Evaluation withReliability(Reliability other) {
    return new Evaluation(
        knownLabels,
        loss,
        top5Accuracy,
        other,
        uncalibrated,
        coverage,
        averagePrecisionExact,
        perLabel,
        confusion);
  }

  /** Returns the number of images classified, at least 1. */
  public long images() {
    return confusion.images();
  }

  /** Returns the share of correct answers. */
  public double accuracy() {
    return correct().value();
  }

  /** Returns the 95 % interval of the accuracy. */
  public Interval accuracyInterval() {
    return correct().interval();
  }

  private Proportion correct() {
    return new Proportion(confusion.correct(), images());
  }

  /** Returns the mean recall of the labels. */
  public double balancedAccuracy() {
    return mean(LabelScore::recall);
  }

  /** Returns the mean F1 of the labels. */
  public double macroF1() {
    return mean(LabelScore::f1);
  }

  private double mean(ToDoubleFunction<LabelScore> score) {
    return perLabel.stream()
        .filter(label -> label.support() > 0)
        .mapToDouble(score)
        .average()
        .orElse(0);
  }

  /** Returns the mean F1 of the labels, weighted by their numbers of images. */
  public double weightedF1() {
    return perLabel.stream().mapToDouble(label -> label.support() * label.f1()).sum() / images();
  }

  /** Returns the mean of the labels' average precisions, or null if they were not measured. */
  public @Nullable Double meanAveragePrecision() {
    OptionalDouble mean =
        perLabel.stream()
            .map(LabelScore::averagePrecision)
            .flatMap(Stream::ofNullable)
            .mapToDouble(Double::doubleValue)
            .average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }

  /** Returns the expected calibration error: the mean distance between confidence and accuracy. */
  public double calibrationError() {
    return reliability.error();
  }

  /**
   * Returns the expected calibration error without the model's temperature, or null if it has none.
   */
  public @Nullable Double calibrationErrorBefore() {
    return uncalibrated == null ? null : uncalibrated.error();
  }

  /** Returns the number of labels that images have and the model does not know. */
  public long unknownLabels() {
    return unknown().filter(label -> label.support() > 0).count();
  }

  /** Returns the number of images whose label the model does not know. */
  public long unknownImages() {
    return unknown().mapToLong(LabelScore::support).sum();
  }

  private Stream<LabelScore> unknown() {
    return perLabel.stream().skip(knownLabels);
  }

  /** Returns the number of labels that the model knows and no image has. */
  public long absentLabels() {
    return perLabel.stream().limit(knownLabels).filter(label -> label.support() == 0).count();
  }

  /** Returns the main metrics. */
  public Scores scores() {
    return new Scores(loss, accuracy(), balancedAccuracy(), macroF1());
  }

  /**
   * Returns the accuracy of always answering with the most frequent label, which a useful model
   * exceeds.
   */
  public double majorityBaseline() {
    return perLabel.stream().mapToLong(LabelScore::support).max().orElse(0) / (double) images();
  }
}
