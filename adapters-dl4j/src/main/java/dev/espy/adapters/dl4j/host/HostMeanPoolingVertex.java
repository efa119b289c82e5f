package dev.espy.adapters.dl4j.host;

import dev.espy.adapters.dl4j.graph.LayerVertex;
import dev.espy.adapters.dl4j.graph.VertexSlot;
import dev.espy.adapters.dl4j.tensors.NativeArrays;
import java.nio.FloatBuffer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Global average pooling. */
final class HostMeanPoolingVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  /** Number of values per channel and image. */
  private final int plane;

  HostMeanPoolingVertex(VertexSlot slot) {
    super(slot);
    plane = node.input().height() * node.input().width();
  }

  @Override
  protected INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    FloatBuffer x = NativeArrays.floats(input, 0, input.length());
    FloatBuffer y = NativeArrays.floats(output, 0, output.length());
    for (int i = 0; i < y.limit(); i++) {
      double sum = 0;
      for (int j = i * plane; j < (i + 1) * plane; j++) {
        sum += x.get(j);
      }
      y.put(i, (float) (sum / plane));
    }
    return output;
  }

  @Override
  protected @Nullable INDArray backward(
      INDArray input, INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    if (takesImages(0)) {
      return null;
    }
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    FloatBuffer dy = NativeArrays.floats(outputGradient, 0, outputGradient.length());
    FloatBuffer dx = NativeArrays.floats(inputGradient, 0, inputGradient.length());
    for (int i = 0; i < dx.limit(); i++) {
      dx.put(i, dy.get(i / plane) / plane);
    }
    return inputGradient;
  }
}
