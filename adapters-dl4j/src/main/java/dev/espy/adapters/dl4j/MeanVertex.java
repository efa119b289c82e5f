package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Network.Node;
import java.nio.FloatBuffer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Global average pooling. */
final class MeanVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  private final int plane;

  MeanVertex(ComputationGraph graph, Node node, int index) {
    super(graph, node, index);
    plane = node.input().height() * node.input().width();
  }

  @Override
  INDArray forward(INDArray input, boolean learning, LayerWorkspaceMgr workspaces) {
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    FloatBuffer x = Buffers.floats(input, 0, input.length());
    FloatBuffer y = Buffers.floats(output, 0, output.length());
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
  @Nullable INDArray backward(INDArray input, INDArray error, LayerWorkspaceMgr workspaces) {
    if (takesImages(0)) {
      return null;
    }
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    FloatBuffer e = Buffers.floats(error, 0, error.length());
    FloatBuffer d = Buffers.floats(inputGradient, 0, inputGradient.length());
    for (int i = 0; i < d.limit(); i++) {
      d.put(i, e.get(i / plane) / plane);
    }
    return inputGradient;
  }
}
