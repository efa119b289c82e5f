package dev.espy.domain.fake;

import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.Learner;
import dev.espy.domain.port.LearnerPort;

/**
 * An engine in plain Java. Classifying is exact and slow. Learning changes the output layer alone,
 * on what the layers below it give; dropout does nothing. It is meant for images of a few pixels.
 */
public final class ReferenceEngine implements ClassifierPort, LearnerPort {

  @Override
  public Classifier open(Model model) {
    return new ReferenceClassifier(model.network(), model.preprocessing(), model.tensors());
  }

  @Override
  public Learner open(NetworkSpec spec, NetworkState state) {
    return new ReferenceLearner(spec, state);
  }

  @Override
  public String engine() {
    return "Reference 1";
  }
}
