package dev.espy.domain.fake;

import dev.espy.domain.Batch;
import dev.espy.domain.Tensor;
import dev.espy.domain.confidence.Temperature;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.Learner;
import dev.espy.domain.port.LearnerPort;
import java.util.Map;

/**
 * An engine in plain Java for images of a few pixels. Classifying is exact and slow. Training
 * computes the gradients of the output layer only, so weight decay alone changes the other layers'
 * weights. Normalizations use and keep statistics as in other engines. Dropout does nothing.
 */
public final class ReferenceEngine implements ClassifierPort, LearnerPort {

  @Override
  public Classifier open(Model model) {
    return new ReferenceClassifier(
        model.network(), model.preprocessing(), model.tensors(), model.temperature());
  }

  @Override
  public Learner open(NetworkSpec spec, NetworkState state) {
    return new ReferenceLearner(spec, state);
  }

  /**
   * Returns the mean cross-entropy of a batch in training, without dropout, in double precision.
   * Tests check gradients with it.
   */
  public static double loss(NetworkSpec spec, Map<String, Tensor> tensors, Batch batch) {
    try (ReferenceClassifier classifier =
        new ReferenceClassifier(spec.network(), spec.preprocessing(), tensors, Temperature.ONE)) {
      double[][] features =
          classifier.learningFeatures(
              batch, spec.microBatches(batch.size()), new ReferenceStatistics());
      double loss = 0;
      for (int image = 0; image < batch.size(); image++) {
        double[] probabilities = classifier.probabilities(features[image]);
        for (int label = 0; label < spec.labels(); label++) {
          float target = batch.targets()[image * spec.labels() + label];
          loss -= target * Math.log(probabilities[label]);
        }
      }
      return loss / batch.size();
    }
  }

  @Override
  public String engine() {
    return "Reference 1";
  }
}
