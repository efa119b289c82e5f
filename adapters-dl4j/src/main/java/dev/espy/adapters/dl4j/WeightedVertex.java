package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Network.Node;
import dev.espy.domain.network.Parameter;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A layer with a weight and a bias. They, and their gradients, are views of flat arrays. */
abstract class WeightedVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  final INDArray parameters;
  final INDArray weight;
  final INDArray bias;
  private @Nullable INDArray gradients;

  /**
   * @param parameters the layer's part of the flat array: its weight, row-major, then its bias
   */
  WeightedVertex(ComputationGraph graph, Node node, int index, INDArray parameters) {
    super(graph, node, index);
    this.parameters = parameters;
    this.weight = weightOf(parameters);
    this.bias = biasOf(parameters);
  }

  @Override
  public final void setBackpropGradientsViewArray(INDArray gradients) {
    this.gradients = gradients;
  }

  final INDArray weightGradient() {
    return weightOf(gradientsView());
  }

  final INDArray biasGradient() {
    return biasOf(gradientsView());
  }

  private INDArray gradientsView() {
    if (gradients == null) {
      throw new IllegalStateException("not learning");
    }
    return gradients;
  }

  private INDArray weightOf(INDArray flat) {
    Parameter parameter = node.parameters().get(0);
    long[] shape = parameter.shape().stream().mapToLong(Integer::longValue).toArray();
    return flat.get(NDArrayIndex.interval(0, parameter.size())).reshape('c', shape);
  }

  private INDArray biasOf(INDArray flat) {
    return flat.get(NDArrayIndex.interval(node.parameters().get(0).size(), flat.length()));
  }

  @Override
  public final INDArray params() {
    return parameters;
  }
}
