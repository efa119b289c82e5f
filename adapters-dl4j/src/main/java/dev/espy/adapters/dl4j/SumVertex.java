package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Network.Node;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The end of a residual block: its two ways added, and the activation of the sum. */
final class SumVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  private final transient Activating activating;

  SumVertex(ComputationGraph graph, Node node, int index, Activating activating) {
    super(graph, node, index);
    this.activating = activating;
  }

  @Override
  INDArray forward(INDArray input, boolean learning, LayerWorkspaceMgr workspaces) {
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    input.addi(inputs[1], output);
    activating.forward(output, learning);
    return output;
  }

  @Override
  INDArray backward(INDArray input, INDArray error, LayerWorkspaceMgr workspaces) {
    activating.backward(error);
    return workspaces.dup(ArrayType.ACTIVATION_GRAD, error);
  }

  /** Gives each of the ways a gradient of its own, for they may write to it. */
  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    INDArray[] gradients = new INDArray[2];
    gradients[0] = backward(inputs[0], epsilon, workspaces);
    if (!takesImages(1)) {
      gradients[1] = workspaces.dup(ArrayType.ACTIVATION_GRAD, gradients[0]);
    }
    return new Pair<>(null, gradients);
  }
}
