package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Network.Node;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A fully connected layer. */
final class DenseVertex extends WeightedVertex {

  private static final long serialVersionUID = 1L;

  // The first number says whether the left matrix is transposed, the second the right one.
  private final transient NativeOperation multiply = multiplication(0, 1);
  private final transient NativeOperation differentiateWeight = multiplication(1, 0);
  private final transient NativeOperation differentiateInput = multiplication(0, 0);
  private final transient Activating activating;

  DenseVertex(
      ComputationGraph graph, Node node, int index, Weights weights, Activating activating) {
    super(graph, node, index, weights);
    this.activating = activating;
  }

  private static NativeOperation multiplication(long left, long right) {
    return new NativeOperation("matmul", NativeOperation.Code.PLAIN, left, right, 0);
  }

  @Override
  INDArray forward(INDArray input, boolean learning, LayerWorkspaceMgr workspaces) {
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    INDArray values = flat(output);
    multiply.run(List.of(flat(input), weight), List.of(values));
    values.addiRowVector(value("bias"));
    activating.forward(output, learning);
    return output;
  }

  @Override
  @Nullable INDArray backward(INDArray input, INDArray error, LayerWorkspaceMgr workspaces) {
    activating.backward(error);
    INDArray errors = flat(error);
    differentiateWeight.run(List.of(errors, flat(input)), List.of(gradient("weight")));
    errors.sum(gradient("bias"), 0);
    if (takesImages(0)) {
      return null;
    }
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    differentiateInput.run(List.of(errors, weight), List.of(flat(inputGradient)));
    return inputGradient;
  }

  private static INDArray flat(INDArray array) {
    return array.reshape('c', array.size(0), array.length() / array.size(0));
  }
}
