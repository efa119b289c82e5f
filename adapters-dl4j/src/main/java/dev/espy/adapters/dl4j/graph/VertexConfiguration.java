package dev.espy.adapters.dl4j.graph;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Deeplearning4j's description of a vertex, from which a graph creates the vertex. It stays in the
 * process, so it is neither serialized nor compared. It declares no parameters, because the graph
 * would store them in an order of its own; vertices find theirs themselves.
 */
@SuppressWarnings("serial")
public final class VertexConfiguration extends GraphVertex {

  private static final long serialVersionUID = 1L;

  /** Creates the vertex. */
  public interface Constructor {
    /**
     * Creates the vertex.
     *
     * @param graph the graph that owns the vertex
     * @param index 0-based index of the vertex in the graph
     */
    LayerVertex create(ComputationGraph graph, int index);
  }

  private final Constructor constructor;
  private final int inputs;

  /**
   * Describes a vertex.
   *
   * @param inputs number of inputs, 1 or 2
   * @param constructor creates the vertex for a graph
   */
  public VertexConfiguration(int inputs, Constructor constructor) {
    this.inputs = inputs;
    this.constructor = constructor;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    return constructor.create(graph, index);
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
    throw new UnsupportedOperationException("the domain infers shapes");
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    throw new UnsupportedOperationException("no memory report");
  }
}
