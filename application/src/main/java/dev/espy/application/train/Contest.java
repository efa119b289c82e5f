package dev.espy.application.train;

import dev.espy.application.classify.Answers;
import dev.espy.application.classify.BatchSize;
import dev.espy.domain.Batch;
import dev.espy.domain.Tensor;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.Learner;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Validates a network's weights as they are and their average over time, if there is one, and finds
 * the better ones.
 *
 * @param data what to validate on
 * @param engine opens the average; it is closed again before anything else is opened
 * @param models makes a model of the average
 * @param metric what is better
 * @param watch who looks on
 */
record Contest(
    TrainingData data, ClassifierPort engine, ModelMaker models, Metric metric, Watch watch) {

  /**
   * The better weights of an epoch.
   *
   * @param tensors the weights
   * @param averaged whether they are the average
   * @param evaluation their score, or null if there are no validation images
   * @param asLearned the score of the weights as they are, or null
   */
  record Winner(
      Map<String, Tensor> tensors,
      boolean averaged,
      @Nullable Evaluation evaluation,
      @Nullable Evaluation asLearned) {

    @Nullable Scores scores() {
      return evaluation == null ? null : evaluation.scores();
    }
  }

  /**
   * Finds the better weights. Where there are no validation images that is the average: it is
   * rarely the worse by much, and the last weights sometimes are.
   *
   * @return the better ones, or null if it was cancelled
   * @throws dev.espy.domain.BadModelException if a weight or an answer is not a number
   */
  @Nullable Winner hold(
      Learner learner, NetworkState state, @Nullable WeightAverage average, int epoch) {
    if (data.validation().size() == 0) {
      if (average == null) {
        tryOut(learner);
        return new Winner(state.tensors(), false, null, null);
      }
      try (Classifier classifier =
          engine.open(models.model(average.tensors(), epoch, null, Map.of()))) {
        tryOut(classifier);
      }
      return new Winner(average.tensors(), true, null, null);
    }
    ValidationPass plain = ValidationPass.run(learner, network(), data, watch);
    if (plain == null) {
      return null;
    }
    Evaluation asLearned = plain.evaluation();
    if (average == null) {
      return new Winner(state.tensors(), false, asLearned, asLearned);
    }
    Map<String, Tensor> tensors = average.tensors();
    try (Classifier classifier = engine.open(models.model(tensors, epoch, null, Map.of()))) {
      ValidationPass averaged = ValidationPass.run(classifier, network(), data, watch);
      if (averaged == null) {
        return null;
      }
      return metric.better(averaged.evaluation().scores(), asLearned.scores())
          ? new Winner(tensors, true, averaged.evaluation(), asLearned)
          : new Winner(state.tensors(), false, asLearned, asLearned);
    }
  }

  /**
   * Classifies a batch of training images.
   *
   * @throws dev.espy.domain.BadModelException if an answer is not a number
   */
  void tryOut(Classifier classifier) {
    var unused = Answers.of(classifier, trainingBatch());
  }

  /**
   * Classifies as {@link #hold} will, where that takes much memory: that there is too little is
   * better known after the first step than after the first epoch.
   *
   * @param averaged whether there will be an average
   * @throws dev.espy.domain.BadModelException if a weight is not a number
   * @throws dev.espy.domain.EspyException if the memory does not suffice
   */
  void rehearse(Learner learner, boolean averaged) {
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

  /** Returns the network's score on the images' mirror images, or null if it was cancelled. */
  @Nullable Evaluation mirrored(Learner learner) {
    ValidationPass pass = ValidationPass.mirrored(learner, network(), data, watch);
    return pass == null ? null : pass.evaluation();
  }
}
