package dev.espy.adapters.dl4j.onednn;

import dev.espy.adapters.dl4j.graph.LayerVertex;
import dev.espy.adapters.dl4j.graph.VertexSlot;
import dev.espy.adapters.dl4j.tensors.Weights;
import dev.espy.domain.network.Network.Node;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The network's first layers in one vertex. It keeps a plan for training and one for classifying,
 * each for the batch size of its last call.
 */
public final class OneDnnVertex extends LayerVertex implements AutoCloseable {

  private static final long serialVersionUID = 1L;

  private final transient List<Node> nodes;
  private final transient Weights weights;
  private transient @Nullable OneDnnPlan trainingPlan;
  private transient @Nullable OneDnnPlan inferencePlan;

  /**
   * Creates the vertex.
   *
   * @param graph the graph that owns the vertex
   * @param index 0-based index of the vertex in the graph
   * @param nodes the network's first layers, at most {@link #countSupported} of them, at least one
   * @param weights the network's tensors; used, not copied
   */
  public OneDnnVertex(ComputationGraph graph, int index, List<Node> nodes, Weights weights) {
    super(new VertexSlot(graph, index, nodes.get(nodes.size() - 1)));
    this.nodes = nodes;
    this.weights = weights;
  }

  /** Returns the number of leading layers that this vertex supports, 0 or more. */
  public static int countSupported(List<Node> nodes) {
    return (int) nodes.stream().takeWhile(OneDnnPlan::supports).count();
  }

  @Override
  protected INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    plan(input.size(0), training)
        .forward(OneDnnContext.addressOf(input), OneDnnContext.addressOf(output));
    return output;
  }

  @Override
  protected @Nullable INDArray backward(
      INDArray input, INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    plan(input.size(0), true).backward(OneDnnContext.addressOf(outputGradient));
    return null;
  }

  private OneDnnPlan plan(long images, boolean training) {
    OneDnnPlan present = training ? trainingPlan : inferencePlan;
    if (present != null && present.images() == images) {
      return present;
    }
    if (present != null) {
      present.close();
    }
    OneDnnPlan plan = null;
    try {
      plan = new OneDnnPlan(nodes, images, training, weights);
    } finally {
      if (training) {
        trainingPlan = plan;
      } else {
        inferencePlan = plan;
      }
    }
    return plan;
  }

  @Override
  public void close() {
    for (OneDnnPlan plan : new OneDnnPlan[] {trainingPlan, inferencePlan}) {
      if (plan != null) {
        plan.close();
      }
    }
    trainingPlan = null;
    inferencePlan = null;
  }
}
