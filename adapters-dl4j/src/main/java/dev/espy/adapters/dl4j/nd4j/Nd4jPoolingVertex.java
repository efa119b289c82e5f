package dev.espy.adapters.dl4j.nd4j;

import dev.espy.adapters.dl4j.graph.InPlaceActivation;
import dev.espy.adapters.dl4j.graph.LayerVertex;
import dev.espy.adapters.dl4j.graph.NativeOperation;
import dev.espy.adapters.dl4j.graph.VertexSlot;
import dev.espy.domain.network.Layer.MaxPooling;
import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Max pooling or global average pooling. */
final class Nd4jPoolingVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  private final transient NativeOperation pool;
  private final transient NativeOperation differentiate;
  private final transient InPlaceActivation activation;

  private Nd4jPoolingVertex(
      VertexSlot slot,
      NativeOperation pool,
      NativeOperation differentiate,
      InPlaceActivation activation) {
    super(slot);
    this.pool = pool;
    this.differentiate = differentiate;
    this.activation = activation;
  }

  /**
   * Creates a max pooling vertex.
   *
   * @param activation activation of the output; that of the convolution before, if there is one
   * @param library library that runs the pooling
   */
  static Nd4jPoolingVertex max(
      VertexSlot slot,
      MaxPooling layer,
      InPlaceActivation activation,
      NativeOperation.Library library) {
    long[] arguments = arguments(layer.size(), layer.size(), layer.stride());
    return new Nd4jPoolingVertex(
        slot,
        new NativeOperation("maxpool2d", library, arguments),
        new NativeOperation("maxpool2d_bp", library, arguments),
        activation);
  }

  /** Creates a global average pooling vertex. */
  static Nd4jPoolingVertex mean(
      VertexSlot slot, InPlaceActivation activation, NativeOperation.Library library) {
    long[] arguments = arguments(slot.node().input().height(), slot.node().input().width(), 1);
    return new Nd4jPoolingVertex(
        slot,
        new NativeOperation("avgpool2d", library, arguments),
        new NativeOperation("avgpool2d_bp", library, arguments),
        activation);
  }

  private static long[] arguments(long height, long width, long stride) {
    // Kernel, stride, padding and dilation, each for rows and columns; then: explicit padding, no
    // extra argument, channels before rows.
    return new long[] {height, width, stride, stride, 0, 0, 1, 1, 0, 0, 0};
  }

  @Override
  protected INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    pool.run(List.of(input), List.of(output));
    activation.forward(output, training);
    return output;
  }

  @Override
  protected @Nullable INDArray backward(
      INDArray input, INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    activation.backward(outputGradient);
    if (takesImages(0)) {
      return null;
    }
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    differentiate.run(List.of(input, outputGradient), List.of(inputGradient));
    return inputGradient;
  }
}
