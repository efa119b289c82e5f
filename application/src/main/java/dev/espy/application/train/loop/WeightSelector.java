package dev.espy.application.train.loop;

import dev.espy.application.RunControl;
import dev.espy.application.classify.BatchSize;
import dev.espy.application.classify.FiniteProbabilities;
import dev.espy.application.train.data.TrainingData;
import dev.espy.domain.Batch;
import dev.espy.domain.Tensor;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.Learner;
import dev.espy.domain.recipe.Metric;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Validates a network's own weights and their average, if there is one, and selects the better.
 *
 * @param data the validation images
 * @param engine the engine that classifies with the average
 * @param models the factory of a model with averaged weights
 * @param metric the metric that decides which weights are better
 * @param control progress listener, cancellation flag and clock
 */
record WeightSelector(
    TrainingData data,
    ClassifierPort engine,
    ModelFactory models,
    Metric metric,
    RunControl control) {

  /**
   * Selects the better weights. Without validation images it selects the average: the average is
   * rarely much worse than the network's own weights, and the last weights sometimes are.
   *
   * @param learner the network
   * @param state the network's own weights
   * @param average the average of the weights, or null if none is kept
   * @param epoch the number of the epoch that ended
   * @return the better weights, or null if cancelled
   * @throws dev.espy.domain.BadModelException if a weight or a probability is not finite
   */
  @Nullable SelectedWeights select(
      Learner learner, NetworkState state, @Nullable WeightAverage average, int epoch) {
    if (data.validation().size() == 0) {
      if (average == null) {
        requireFinite(learner);
        return new SelectedWeights(state.tensors(), false, null, null);
      }
      try (Classifier classifier =
          engine.open(models.model(average.tensors(), epoch, null, Map.of()))) {
        requireFinite(classifier);
      }
      return new SelectedWeights(average.tensors(), true, null, null);
    }
    Evaluation own = ValidationPass.run(learner, network(), data, control);
    if (own == null) {
      return null;
    }
    if (average == null) {
      return new SelectedWeights(state.tensors(), false, own, own);
    }
    Map<String, Tensor> tensors = average.tensors();
    try (Classifier classifier = engine.open(models.model(tensors, epoch, null, Map.of()))) {
      Evaluation averaged = ValidationPass.run(classifier, network(), data, control);
      if (averaged == null) {
        return null;
      }
      return metric.better(averaged.scores(), own.scores())
          ? new SelectedWeights(tensors, true, averaged, own)
          : new SelectedWeights(state.tensors(), false, own, own);
    }
  }

  /**
   * Checks the network on a batch of training images.
   *
   * @throws dev.espy.domain.BadModelException if a probability is not finite
   */
  void requireFinite(Classifier classifier) {
    var unused = FiniteProbabilities.of(classifier, trainingBatch());
  }

  /**
   * Classifies as {@link #select} will if the network needs much memory, so that a lack of memory
   * shows after the first step and not after the first epoch.
   *
   * @param averaged true if an average will be kept
   * @throws dev.espy.domain.BadModelException if a weight is not finite
   * @throws dev.espy.domain.EspyException if the memory is too small
   */
  void requireMemory(Learner learner, boolean averaged) {
    if (BatchSize.of(network(), BatchSize.USUAL) == BatchSize.USUAL) {
      return;
    }
    var unused = learner.classify(trainingBatch());
    if (averaged) {
      try (Classifier classifier =
          engine.open(models.model(learner.state().tensors(), 0, null, Map.of()))) {
        unused = classifier.classify(trainingBatch());
      }
    }
  }

  private Batch trainingBatch() {
    int images = BatchSize.of(network(), Math.min(BatchSize.USUAL, data.training().size()));
    return data.training().batch(0, images);
  }

  private Network network() {
    return models.spec().network();
  }

  /** Returns the network's score on the mirrored validation images, or null if cancelled. */
  @Nullable Evaluation mirrored(Learner learner) {
    return ValidationPass.mirrored(learner, network(), data, control);
  }
}
