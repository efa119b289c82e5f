package dev.espy.adapters.dl4j;

import dev.espy.adapters.dl4j.optimizer.HostUpdater;
import dev.espy.adapters.dl4j.optimizer.Nd4jUpdater;
import dev.espy.adapters.dl4j.optimizer.ParameterUpdater;
import dev.espy.domain.Batch;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Learner;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Trains a network: a graph that computes gradients, and an optimiser that applies them. */
final class Dl4jLearner extends Dl4jClassifier implements Learner {

  private final NetworkSpec spec;
  private final NetworkGraph graph;
  private final InputBuffer input;
  private final ParameterUpdater updater;

  /**
   * Creates a learner. The placement's worker must run this.
   *
   * @param state tensors, moments and number of steps to continue from; copied
   */
  Dl4jLearner(NetworkSpec spec, NetworkState state, Placement placement) {
    super(spec.network(), spec.preprocessing(), state.tensors(), placement);
    this.spec = spec;
    this.updater =
        placement.kernels() == Kernels.ND4J
            ? new Nd4jUpdater(spec.optimizer(), network.learned(), state)
            : new HostUpdater(spec.optimizer(), network.learned(), state);
    this.graph = NetworkGraph.of(network, weights, placement.kernels(), this::dropoutSeed);
    this.input = new InputBuffer(preprocessing, placement.kernels());
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
    Step step = graph.computeGradients(input.load(batch), logits -> loss(logits, batch.targets()));
    updater.step(weights.values(), weights.gradients(), learningRate);
    return step;
  }

  private NetworkGraph.Loss loss(INDArray logits, float[] targets) {
    float[] values = logits.reshape(logits.length()).toFloatVector();
    Step step = Softmax.loss(values, targets, spec.labels());
    return new NetworkGraph.Loss(step, Nd4j.createFromArray(values).reshape('c', logits.shape()));
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
    graph.close();
    input.close();
    updater.close();
  }
}
