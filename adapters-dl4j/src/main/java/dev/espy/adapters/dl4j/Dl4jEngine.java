package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.Learner;
import dev.espy.domain.port.LearnerPort;

/**
 * Classifies and learns with Deeplearning4j on the processor. Making one costs nothing: the native
 * code is loaded when the first network is opened.
 */
public final class Dl4jEngine implements ClassifierPort, LearnerPort {

  /** The version of Deeplearning4j; the module's POM names the same. */
  private static final String VERSION = "1.0.0-M2.1";

  private final boolean oneDnn;

  /** Makes one that uses oneDNN where there is oneDNN for the machine. */
  public Dl4jEngine() {
    this(true);
  }

  /**
   * @param oneDnn whether it may use oneDNN itself, and not only what ND4J makes of it
   */
  Dl4jEngine(boolean oneDnn) {
    this.oneDnn = oneDnn;
  }

  @Override
  public Classifier open(Model model) {
    NativeCode.load();
    return new Dl4jClassifier(
        model.network(), model.preprocessing(), model.tensors(), oneDnn && OneDnn.isAvailable());
  }

  @Override
  public Learner open(NetworkSpec spec, NetworkState state) {
    state.check(spec);
    NativeCode.load();
    return new Dl4jLearner(spec, state, oneDnn && OneDnn.isAvailable());
  }

  @Override
  public String engine() {
    return "Deeplearning4j " + VERSION;
  }
}
