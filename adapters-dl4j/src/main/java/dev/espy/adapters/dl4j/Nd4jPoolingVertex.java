package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Network.Node;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Both kinds of pooling as ND4J's operations. */
final class Nd4jPoolingVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  private final transient NativeOperation pool;
  private final transient NativeOperation differentiate;
  private final transient Activating activating;

  private Nd4jPoolingVertex(
      ComputationGraph graph,
      Node node,
      int index,
      String operation,
      long height,
      long width,
      long step,
      Activating activating,
      NativeOperation.Code code) {
    super(graph, node, index);
    this.activating = activating;
    // Kernel, stride, padding and dilation, each for rows and columns; then: this padding and no
    // other, nothing to say of it, channels before rows.
    long[] settings = {height, width, step, step, 0, 0, 1, 1, 0, 0, 0};
    pool = new NativeOperation(operation, code, settings);
    differentiate = new NativeOperation(operation + "_bp", code, settings);
  }

  /**
   * @param activating what is applied to the result; that of the layer before, which left it to
   *     this one
   */
  static Nd4jPoolingVertex max(
      ComputationGraph graph,
      Node node,
      int index,
      MaxPooling layer,
      Activating activating,
      NativeOperation.Code code) {
    return new Nd4jPoolingVertex(
        graph,
        node,
        index,
        "maxpool2d",
        layer.size(),
        layer.size(),
        layer.stride(),
        activating,
        code);
  }

  /** Makes global average pooling. */
  static Nd4jPoolingVertex mean(
      ComputationGraph graph,
      Node node,
      int index,
      Activating activating,
      NativeOperation.Code code) {
    int height = node.input().height();
    int width = node.input().width();
    return new Nd4jPoolingVertex(
        graph, node, index, "avgpool2d", height, width, 1, activating, code);
  }

  @Override
  INDArray forward(INDArray input, boolean learning, LayerWorkspaceMgr workspaces) {
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    pool.run(List.of(input), List.of(output));
    activating.forward(output, learning);
    return output;
  }

  @Override
  @Nullable INDArray backward(INDArray input, INDArray error, LayerWorkspaceMgr workspaces) {
    activating.backward(error);
    if (takesImages(0)) {
      return null;
    }
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    differentiate.run(List.of(input, error), List.of(inputGradient));
    return inputGradient;
  }
}
