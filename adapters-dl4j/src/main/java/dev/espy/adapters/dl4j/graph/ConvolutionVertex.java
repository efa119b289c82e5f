package dev.espy.adapters.dl4j.graph;

import dev.espy.domain.network.Layer.Convolution;
import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution and its activation, as ND4J's operations. */
final class ConvolutionVertex extends WeightedVertex {

  private static final long serialVersionUID = 1L;

  private final transient NativeOperation convolve;
  private final transient NativeOperation differentiate;
  private final transient InPlaceActivation activation;
  private final boolean biased;

  /**
   * Creates the vertex.
   *
   * @param activation activation of the output; the identity if a pooling applies the layer's own
   * @param library library that runs the convolution
   */
  ConvolutionVertex(
      VertexSlot slot,
      WorkerState state,
      Convolution layer,
      InPlaceActivation activation,
      NativeOperation.Library library) {
    super(slot, state);
    biased = layer.bias();
    long kernel = layer.kernel();
    long stride = layer.stride();
    long padding = layer.margin();
    // Kernel, stride, padding and dilation, each for rows and columns; then: explicit padding,
    // channels before rows, weights as [out][in][row][column].
    long[] arguments = {kernel, kernel, stride, stride, padding, padding, 1, 1, 0, 0, 1};
    convolve = new NativeOperation("conv2d", library, arguments);
    differentiate = new NativeOperation("conv2d_bp", library, arguments);
    this.activation = activation;
  }

  @Override
  protected INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    convolve.run(
        biased ? List.of(input, weight, value("bias")) : List.of(input, weight), List.of(output));
    activation.forward(output, training);
    return output;
  }

  @Override
  protected @Nullable INDArray backward(
      INDArray input, INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    activation.backward(outputGradient);
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    INDArray weightGradient = gradient("weight");
    if (biased) {
      differentiate.run(
          List.of(input, weight, value("bias"), outputGradient),
          List.of(inputGradient, weightGradient, gradient("bias")));
    } else {
      differentiate.run(
          List.of(input, weight, outputGradient), List.of(inputGradient, weightGradient));
    }
    return inputGradient;
  }
}
