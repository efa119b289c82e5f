package dev.espy.adapters.dl4j;

import dev.espy.adapters.dl4j.batches.Computation;
import dev.espy.adapters.dl4j.optimizer.HostUpdater;
import dev.espy.adapters.dl4j.optimizer.Nd4jUpdater;
import dev.espy.adapters.dl4j.optimizer.ParameterUpdater;
import dev.espy.adapters.dl4j.tensors.Weights;
import dev.espy.domain.Batch;
import dev.espy.domain.confidence.Temperature;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Learner;
import java.util.function.BiFunction;

/** Trains a network: a computation of gradients, and an optimiser that applies them. */
final class Dl4jLearner extends Dl4jClassifier implements Learner {

  private final NetworkSpec spec;
  private final ParameterUpdater updater;

  /**
   * Creates a learner. One of the placement's workers must run this.
   *
   * @param state tensors, moments and number of steps to continue from; copied
   */
  Dl4jLearner(NetworkSpec spec, NetworkState state, Placement placement) {
    this(
        spec,
        state,
        placement,
        (network, weights) ->
            placement.learning(network, spec.preprocessing(), weights, spec.microBatchSize()));
  }

  /**
   * Creates a learner with a computation.
   *
   * @param computation creates the computation of the network with its weights
   */
  Dl4jLearner(
      NetworkSpec spec,
      NetworkState state,
      Placement placement,
      BiFunction<Network, Weights, Computation> computation) {
    super(spec.network(), state.tensors(), Temperature.ONE, placement, computation);
    this.spec = spec;
    try {
      this.updater =
          placement.kernels() == Kernels.ND4J
              ? new Nd4jUpdater(spec.optimizer(), network.learned(), state)
              : new HostUpdater(spec.optimizer(), network.learned(), state, placement.workers());
    } catch (RuntimeException | Error e) {
      super.computation.close();
      weights.close();
      throw e;
    }
  }

  @Override
  public Step fit(Batch batch, double learningRate) {
    if (batch.targets().length < batch.size() * spec.labels()) {
      throw new IllegalArgumentException(
          batch.targets().length + " targets for " + batch.size() + " images");
    }
    return exclusively(
        () -> {
          requireOpen();
          return run(batch, () -> step(batch, learningRate));
        });
  }

  private Step step(Batch batch, double learningRate) {
    Step step = computation.computeGradients(batch, dropoutSeed());
    updater.step(weights.values(), weights.gradients(), learningRate);
    computation.weightsChanged();
    return step;
  }

  /** Returns a seed that depends on the step's number, so that a resumed training repeats it. */
  private long dropoutSeed() {
    return spec.seed() + 0x5851F42D4C957F2DL * (updater.steps() + 1);
  }

  @Override
  public NetworkState state() {
    return exclusively(
        () -> {
          requireOpen();
          return placement.run(
              "the weights",
              1,
              () -> new NetworkState(weights.copy(), updater.moments(), updater.steps()));
        });
  }

  @Override
  void freeOwned() {
    updater.close();
  }
}
