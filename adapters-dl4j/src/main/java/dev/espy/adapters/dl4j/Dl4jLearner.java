package dev.espy.adapters.dl4j;

import dev.espy.domain.Batch;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Learner;
import org.nd4j.linalg.factory.Nd4j;

/** A graph that learns, with its optimiser. */
final class Dl4jLearner extends Dl4jClassifier implements Learner {

  private final NetworkSpec spec;
  private final Descent optimizer;
  private final Lane lane;

  Dl4jLearner(NetworkSpec spec, NetworkState state, Placement placement) {
    super(spec.network(), spec.preprocessing(), state.tensors(), placement);
    this.spec = spec;
    this.optimizer = Descent.of(placement.kernels(), spec.optimizer(), network.learned(), state);
    this.lane = Lane.of(network, preprocessing, weights, placement.kernels(), this::chance);
  }

  @Override
  public Step fit(Batch batch, double learningRate) {
    if (batch.targets().length < batch.size() * spec.labels()) {
      throw new IllegalArgumentException(
          batch.targets().length + " targets for " + batch.size() + " images");
    }
    return alone(
        () -> {
          requireOpen();
          return run(batch, () -> step(batch, learningRate));
        });
  }

  private Step step(Batch batch, double learningRate) {
    Step[] step = new Step[1];
    lane.graph()
        .learn(
            lane.pixels().of(batch),
            logits -> {
              float[] values = logits.reshape(logits.length()).toFloatVector();
              step[0] = Softmax.loss(values, batch.targets(), spec.labels());
              return Nd4j.createFromArray(values).reshape('c', logits.shape());
            });
    optimizer.step(weights.values(), weights.gradients(), learningRate);
    return step[0];
  }

  /** Returns a number that depends on the seed and the step, so that a resumed learner goes on. */
  private long chance() {
    return spec.seed() + 0x5851F42D4C957F2DL * (optimizer.steps() + 1);
  }

  @Override
  public NetworkState state() {
    return alone(
        () -> {
          requireOpen();
          return placement.run(
              "the weights",
              () -> new NetworkState(weights.copy(), optimizer.moments(), optimizer.steps()));
        });
  }

  @Override
  void free() {
    lane.close();
    optimizer.close();
  }
}
