package dev.espy.adapters.dl4j;

import dev.espy.domain.Batch;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.network.Network;
import java.util.function.LongSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What one batch at a time goes through: a graph, and room for its input. */
record Lane(Graph graph, Pixels pixels) implements AutoCloseable {

  /**
   * @param chance as {@link Graph#of} wants it
   */
  static Lane of(
      Network network,
      Preprocessing preprocessing,
      Weights weights,
      Kernels kernels,
      LongSupplier chance) {
    return new Lane(
        Graph.of(network, weights, kernels, chance), new Pixels(preprocessing, kernels));
  }

  /** Returns probabilities, [image][label]. */
  float[] classify(Batch batch, int labels) {
    INDArray logits = graph.classify(pixels.of(batch));
    float[] values = logits.reshape(logits.length()).toFloatVector();
    Softmax.probabilities(values, labels);
    return values;
  }

  @Override
  public void close() {
    graph.close();
    pixels.close();
  }
}
