package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Network.Node;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution, and the activation of what it gives. */
final class ConvolutionVertex extends WeightedVertex {

  private static final long serialVersionUID = 1L;

  private final transient NativeOperation convolve;
  private final transient NativeOperation differentiate;
  private final transient Activating activating;
  private final boolean biased;

  /**
   * @param activating what is applied to the result; the layer's own, unless the next layer does
   *     that
   */
  ConvolutionVertex(
      ComputationGraph graph,
      Node node,
      int index,
      Weights weights,
      Convolution layer,
      Activating activating,
      NativeOperation.Code code) {
    super(graph, node, index, weights);
    biased = layer.bias();
    long kernel = layer.kernel();
    long stride = layer.stride();
    long padding = layer.margin();
    // Kernel, stride, padding and dilation, each for rows and columns; then: this padding and no
    // other, channels before rows, weights as [out][in][row][column].
    long[] settings = {kernel, kernel, stride, stride, padding, padding, 1, 1, 0, 0, 1};
    convolve = new NativeOperation("conv2d", code, settings);
    differentiate = new NativeOperation("conv2d_bp", code, settings);
    this.activating = activating;
  }

  @Override
  INDArray forward(INDArray input, boolean learning, LayerWorkspaceMgr workspaces) {
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    convolve.run(
        biased ? List.of(input, weight, value("bias")) : List.of(input, weight), List.of(output));
    activating.forward(output, learning);
    return output;
  }

  @Override
  @Nullable INDArray backward(INDArray input, INDArray error, LayerWorkspaceMgr workspaces) {
    activating.backward(error);
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    INDArray weightGradient = gradient("weight");
    if (biased) {
      differentiate.run(
          List.of(input, weight, value("bias"), error),
          List.of(inputGradient, weightGradient, gradient("bias")));
    } else {
      differentiate.run(List.of(input, weight, error), List.of(inputGradient, weightGradient));
    }
    return inputGradient;
  }
}
