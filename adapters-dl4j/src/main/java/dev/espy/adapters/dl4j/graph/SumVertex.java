package dev.espy.adapters.dl4j.graph;

import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The end of a residual block: the sum of its body and its shortcut, and the sum's activation. */
final class SumVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  private final transient InPlaceActivation activation;

  SumVertex(VertexSlot slot, InPlaceActivation activation) {
    super(slot);
    this.activation = activation;
  }

  @Override
  protected INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    input.addi(inputs[1], output);
    activation.forward(output, training);
    return output;
  }

  @Override
  protected INDArray backward(
      INDArray input, INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    activation.backward(outputGradient);
    return workspaces.dup(ArrayType.ACTIVATION_GRAD, outputGradient);
  }

  /** Gives body and shortcut a gradient each, because both may overwrite theirs. */
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
