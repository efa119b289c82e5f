package dev.espy.adapters.dl4j.graph;

import dev.espy.adapters.dl4j.tensors.FlatTensors;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer with parameters. The parameters and their gradients are views of flat arrays. */
public abstract class WeightedVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  private final transient WorkerState state;

  /** The layer's parameter {@code weight}. */
  protected final INDArray weight;

  /**
   * Creates the vertex at its place in a graph.
   *
   * @param state the tensors; used, not copied
   */
  protected WeightedVertex(VertexSlot slot, WorkerState state) {
    super(slot);
    this.state = state;
    this.weight = value("weight");
  }

  /** Returns a view of one of the layer's parameters, such as {@code bias}. */
  protected final INDArray value(String name) {
    return state.weights().value(node.name() + "." + name);
  }

  /** Returns a view of the gradient of one of the layer's parameters. */
  protected final INDArray gradient(String name) {
    FlatTensors gradients = state.gradients();
    if (gradients == null) {
      throw new IllegalStateException("the graph only classifies");
    }
    return gradients.view(node.name() + "." + name);
  }
}
