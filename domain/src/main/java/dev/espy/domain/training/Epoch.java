package dev.espy.domain.training;

import dev.espy.domain.evaluation.Scores;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The figures of an epoch, one pass over the training images.
 *
 * @param number the 1-based number
 * @param trainLoss the mean cross-entropy during training, in nats
 * @param trainAccuracy the share of correct answers during training, with dropout, from 0 to 1
 * @param validation the scores on the validation images after the epoch, or null without any
 * @param learningRate the learning rate of the last batch
 * @param seconds the time for training and validating, in seconds
 * @param best true if the weights are the best so far
 * @param averaged true if the scores are those of the average of the weights, which were better
 *     than those of the weights themselves
 */
public record Epoch(
    int number,
    double trainLoss,
    double trainAccuracy,
    @Nullable Scores validation,
    double learningRate,
    double seconds,
    boolean best,
    boolean averaged) {

  /** Returns the scores on the validation images, if there are such images. */
  public Optional<Scores> validated() {
    return Optional.ofNullable(validation);
  }
}
