package dev.espy.adapters.dl4j;

import dev.espy.domain.Batch;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.port.Learner;
import org.nd4j.linalg.factory.Nd4j;

/** A graph that learns, with its optimiser. */
final class Dl4jLearner extends Dl4jClassifier implements Learner {

  private final NetworkSpec spec;
  private final Adam optimizer;

  Dl4jLearner(NetworkSpec spec, NetworkState state, boolean oneDnn) {
    super(spec.network(), spec.preprocessing(), state.tensors(), oneDnn);
    this.spec = spec;
    this.optimizer =
        new Adam((Optimizer.Adam) spec.optimizer(), Weights.learned(spec.network()), state);
  }

  @Override
  public Step fit(Batch batch, double learningRate) {
    if (batch.targets().length < batch.size() * spec.labels()) {
      throw new IllegalArgumentException(
          batch.targets().length + " targets for " + batch.size() + " images");
    }
    return run(
        batch,
        () -> {
          Step[] step = new Step[1];
          graph.learn(
              pixels.of(batch),
              logits -> {
                float[] values = logits.reshape(logits.length()).toFloatVector();
                step[0] = Softmax.loss(values, batch.targets(), spec.labels());
                return Nd4j.createFromArray(values).reshape('c', logits.shape());
              });
          optimizer.step(weights.values(), weights.gradients(), learningRate);
          return step[0];
        });
  }

  /** Returns a number that depends on the seed and the step, so that a resumed learner goes on. */
  @Override
  long chance() {
    return spec.seed() + 0x5851F42D4C957F2DL * (optimizer.steps() + 1);
  }

  @Override
  public synchronized NetworkState state() {
    requireOpen();
    return new NetworkState(weights.copy(), optimizer.moments(), optimizer.steps());
  }

  @Override
  public synchronized void close() {
    super.close();
    optimizer.close();
  }
}
