package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Network.Node;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network's first layers, as far as oneDNN can do them, in one vertex: between them values keep
 * oneDNN's own formats. A plan is kept for learning and one for classifying, each for as many
 * images as came last.
 */
final class OneDnnVertex extends LayerVertex implements AutoCloseable {

  private static final long serialVersionUID = 1L;

  private final transient List<Node> nodes;
  private final transient Weights weights;
  private transient @Nullable OneDnnPlan learningPlan;
  private transient @Nullable OneDnnPlan classifyingPlan;

  OneDnnVertex(ComputationGraph graph, List<Node> nodes, int index, Weights weights) {
    super(graph, nodes.get(nodes.size() - 1), index);
    this.nodes = nodes;
    this.weights = weights;
  }

  @Override
  INDArray forward(INDArray input, boolean learning, LayerWorkspaceMgr workspaces) {
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    plan(input.size(0), learning).forward(OneDnn.address(input), OneDnn.address(output));
    return output;
  }

  @Override
  @Nullable INDArray backward(INDArray input, INDArray error, LayerWorkspaceMgr workspaces) {
    plan(input.size(0), true).backward(OneDnn.address(error));
    return null;
  }

  private OneDnnPlan plan(long images, boolean learning) {
    OneDnnPlan present = learning ? learningPlan : classifyingPlan;
    if (present != null && present.images() == images) {
      return present;
    }
    if (present != null) {
      present.close();
    }
    OneDnnPlan plan = null;
    try {
      plan = new OneDnnPlan(nodes, images, learning, weights);
    } finally {
      if (learning) {
        learningPlan = plan;
      } else {
        classifyingPlan = plan;
      }
    }
    return plan;
  }

  @Override
  public void close() {
    for (OneDnnPlan plan : new OneDnnPlan[] {learningPlan, classifyingPlan}) {
      if (plan != null) {
        plan.close();
      }
    }
    learningPlan = null;
    classifyingPlan = null;
  }
}
