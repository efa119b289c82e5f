package dev.espy.adapters.dl4j;

import dev.espy.adapters.dl4j.tensors.Weights;
import dev.espy.domain.Batch;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.network.Network;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A graph and its input buffer, for one batch at a time. Several contexts share the weights. */
final class InferenceContext implements AutoCloseable {

  private final NetworkGraph graph;
  private final InputBuffer input;

  InferenceContext(Network network, Preprocessing preprocessing, Weights weights, Kernels kernels) {
    graph =
        NetworkGraph.of(
            network,
            weights,
            kernels,
            () -> {
              throw new IllegalStateException("dropout while classifying");
            });
    input = new InputBuffer(preprocessing, kernels);
  }

  /**
   * Classifies a batch.
   *
   * @param labels number of labels
   * @return probabilities, [image][label]
   */
  float[] classify(Batch batch, int labels) {
    INDArray logits = graph.classify(input.load(batch));
    float[] values = logits.reshape(logits.length()).toFloatVector();
    Softmax.probabilities(values, labels);
    return values;
  }

  @Override
  public void close() {
    graph.close();
    input.close();
  }
}
