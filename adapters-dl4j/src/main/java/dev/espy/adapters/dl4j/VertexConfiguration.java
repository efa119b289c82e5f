package dev.espy.adapters.dl4j;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What Deeplearning4j wants to know of a vertex before there is a graph. It never leaves the
 * process, so it is neither serialized nor compared.
 */
@SuppressWarnings("serial")
final class VertexConfiguration extends GraphVertex {

  private static final long serialVersionUID = 1L;

  /** Makes the vertex. */
  interface Factory {
    LayerVertex create(ComputationGraph graph, int index, INDArray parameters);
  }

  private final long parameters;
  private final Factory factory;

  /**
   * @param parameters how many numbers the layer learns
   */
  VertexConfiguration(long parameters, Factory factory) {
    this.parameters = parameters;
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
    return factory.create(graph, index, parameters);
  }

  @Override
  public long numParams(boolean backprop) {
    return parameters;
  }

  @Override
  public int minVertexInputs() {
    return 1;
  }

  @Override
  public int maxVertexInputs() {
    return 1;
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
