package dev.espy.adapters.dl4j;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What Deeplearning4j wants to know of a vertex before there is a graph. It never leaves the
 * process, so it is neither serialized nor compared. The graph is told of no parameters: it would
 * store them in an order of its own, and vertices know theirs.
 */
@SuppressWarnings("serial")
final class VertexConfiguration extends GraphVertex {

  private static final long serialVersionUID = 1L;

  /** Makes the vertex. */
  interface Factory {
    LayerVertex create(ComputationGraph graph, int index);
  }

  private final Factory factory;
  private final int inputs;

  /**
   * @param inputs how many vertices it takes the results of
   */
  VertexConfiguration(int inputs, Factory factory) {
    this.inputs = inputs;
    this.factory = factory;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    return factory.create(graph, index);
  }

  @Override
  public long numParams(boolean backprop) {
    return 0;
  }

  @Override
  public int minVertexInputs() {
    return inputs;
  }

  @Override
  public int maxVertexInputs() {
    return inputs;
  }

  @Override
  @SuppressWarnings("MissingSuperCall")
  public GraphVertex clone() {
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public InputType getOutputType(int index, InputType... inputs) {
    throw new UnsupportedOperationException("shapes are the domain's");
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    throw new UnsupportedOperationException("no report");
  }
}
