package dev.espy.domain.training;

import dev.espy.domain.evaluation.Scores;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over the training images gave.
 *
 * @param number from 1
 * @param trainLoss mean cross-entropy while learning, in nats
 * @param trainAccuracy share of right answers while learning, from 0 to 1, with dropout at work
 * @param validation the scores on the validation images afterwards, or null if there are none
 * @param learningRate of the last batch
 * @param seconds for learning and validating
 * @param best whether its weights are the best so far
 * @param averaged whether the scores are those of the average of the weights over time, which were
 *     better than those of the weights as they are
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
