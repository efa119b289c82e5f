package dev.espy.adapters.dl4j.graph;

import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A fully connected layer and its activation, as ND4J's matrix products. */
final class DenseVertex extends WeightedVertex {

  private static final long serialVersionUID = 1L;

  private final transient NativeOperation multiply = product(false, true);
  private final transient NativeOperation differentiateWeight = product(true, false);
  private final transient NativeOperation differentiateInput = product(false, false);
  private final transient InPlaceActivation activation;

  DenseVertex(VertexSlot slot, WorkerState state, InPlaceActivation activation) {
    super(slot, state);
    this.activation = activation;
  }

  private static NativeOperation product(boolean transposeLeft, boolean transposeRight) {
    return new NativeOperation(
        "matmul", NativeOperation.Library.ND4J, transposeLeft ? 1 : 0, transposeRight ? 1 : 0, 0);
  }

  @Override
  protected INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    INDArray values = matrix(output);
    multiply.run(List.of(matrix(input), weight), List.of(values));
    values.addiRowVector(value("bias"));
    activation.forward(output, training);
    return output;
  }

  @Override
  protected @Nullable INDArray backward(
      INDArray input, INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    activation.backward(outputGradient);
    INDArray gradients = matrix(outputGradient);
    differentiateWeight.run(List.of(gradients, matrix(input)), List.of(gradient("weight")));
    gradients.sum(gradient("bias"), 0);
    if (takesImages(0)) {
      return null;
    }
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    differentiateInput.run(List.of(gradients, weight), List.of(matrix(inputGradient)));
    return inputGradient;
  }

  /** Returns a view as [image][value]. */
  private static INDArray matrix(INDArray array) {
    return array.reshape('c', array.size(0), array.length() / array.size(0));
  }
}
