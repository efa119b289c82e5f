package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Network.Node;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The largest value of each window. */
final class MaxPoolingVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  private final transient NativeOperation pool;
  private final transient NativeOperation differentiate;
  private final transient Activating activating;

  /**
   * @param activation applied to the result; that of the layer before, which left it to this one
   */
  MaxPoolingVertex(
      ComputationGraph graph, Node node, int index, MaxPooling layer, Activation activation) {
    super(graph, node, index);
    long size = layer.size();
    long stride = layer.stride();
    long[] settings = {size, size, stride, stride, 0, 0, 1, 1, 0, 0, 0};
    pool = new NativeOperation("maxpool2d", NativeOperation.Code.PLAIN, settings);
    differentiate = new NativeOperation("maxpool2d_bp", NativeOperation.Code.PLAIN, settings);
    activating = new Activating(activation);
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
    if (isFirst()) {
      return null;
    }
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    differentiate.run(List.of(input, error), List.of(inputGradient));
    return inputGradient;
  }
}
