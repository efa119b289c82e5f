package dev.espy.application.train.loop;

import dev.espy.domain.Tensor;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.Scores;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The weights that an epoch is judged by: the network's own, or their average.
 *
 * @param tensors the weights by name
 * @param averaged true if the weights are the average
 * @param evaluation the score of the weights, or null without validation images
 * @param ownEvaluation the score of the network's own weights, or null without validation images
 */
record SelectedWeights(
    Map<String, Tensor> tensors,
    boolean averaged,
    @Nullable Evaluation evaluation,
    @Nullable Evaluation ownEvaluation) {

  @Nullable Scores scores() {
    return evaluation == null ? null : evaluation.scores();
  }
}
