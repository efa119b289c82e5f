package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Network.Node;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer with weights. They, and their gradients, are views of flat arrays. */
abstract class WeightedVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  final transient Weights weights;
  final INDArray weight;

  WeightedVertex(ComputationGraph graph, Node node, int index, Weights weights) {
    super(graph, node, index);
    this.weights = weights;
    this.weight = value("weight");
  }

  /** Returns one of the layer's parameters, such as {@code bias}. */
  final INDArray value(String name) {
    return weights.value(node.name() + "." + name);
  }

  /** Returns the gradient of one of the layer's parameters. */
  final INDArray gradient(String name) {
    return weights.gradient(node.name() + "." + name);
  }
}
