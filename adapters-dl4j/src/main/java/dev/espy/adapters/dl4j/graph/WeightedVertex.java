package dev.espy.adapters.dl4j.graph;

import dev.espy.adapters.dl4j.tensors.Weights;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer with parameters. The parameters and their gradients are views of flat arrays. */
public abstract class WeightedVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  private final transient Weights weights;

  /** The layer's parameter {@code weight}. */
  protected final INDArray weight;

  /**
   * Creates the vertex at its place in a graph.
   *
   * @param weights the network's tensors; used, not copied
   */
  protected WeightedVertex(VertexSlot slot, Weights weights) {
    super(slot);
    this.weights = weights;
    this.weight = value("weight");
  }

  /** Returns a view of one of the layer's parameters, such as {@code bias}. */
  protected final INDArray value(String name) {
    return weights.value(node.name() + "." + name);
  }

  /** Returns a view of the gradient of one of the layer's parameters. */
  protected final INDArray gradient(String name) {
    return weights.gradient(node.name() + "." + name);
  }
}
