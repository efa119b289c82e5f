package dev.espy.adapters.dl4j;

import dev.espy.domain.Shape;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Network.Node;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The largest value of each window, in Java: where each came from is remembered, so that the way
 * back need not look for it again, as it does in ND4J and in oneDNN's plain code.
 */
final class MaxPoolingVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  private final transient MaxPooling layer;
  private final transient Activating activating;

  /** For each value given, which of its image's values it is. */
  private @Nullable INDArray sources;

  /**
   * @param activating what is applied to the result; that of the layer before, which left it to
   *     this one
   */
  MaxPoolingVertex(
      ComputationGraph graph, Node node, int index, MaxPooling layer, Activating activating) {
    super(graph, node, index);
    this.layer = layer;
    this.activating = activating;
  }

  @Override
  INDArray forward(INDArray input, boolean learning, LayerWorkspaceMgr workspaces) {
    int images = Math.toIntExact(input.size(0));
    INDArray output = newOutput(workspaces, images, node.output());
    INDArray from =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, DataType.INT32, output.shape(), output.ordering());
    IntStream.range(0, images)
        .parallel()
        .forEach(i -> pool(floats(input, i), floats(output, i), ints(from, i)));
    sources = learning ? from : null;
    activating.forward(output, learning);
    return output;
  }

  @Override
  @Nullable INDArray backward(INDArray input, INDArray error, LayerWorkspaceMgr workspaces) {
    INDArray from = sources;
    if (from == null) {
      throw new IllegalStateException("no forward pass");
    }
    sources = null;
    activating.backward(error);
    if (takesImages(0)) {
      return null;
    }
    int images = Math.toIntExact(input.size(0));
    INDArray inputGradient = newInputGradient(workspaces, images, node.input());
    IntStream.range(0, images)
        .parallel()
        .forEach(i -> distribute(floats(error, i), ints(from, i), floats(inputGradient, i)));
    return inputGradient;
  }

  private void pool(FloatBuffer input, FloatBuffer output, IntBuffer sources) {
    Shape in = node.input();
    Shape out = node.output();
    int size = layer.size();
    int at = 0;
    for (int channel = 0; channel < in.channels(); channel++) {
      for (int y = 0; y < out.height(); y++) {
        int row = (channel * in.height() + y * layer.stride()) * in.width();
        for (int x = 0; x < out.width(); x++) {
          int first = row + x * layer.stride();
          int source = first;
          float max = input.get(first);
          for (int dy = 0; dy < size; dy++) {
            for (int i = first + dy * in.width(); i < first + dy * in.width() + size; i++) {
              float value = input.get(i);
              source = value > max ? i : source;
              max = Math.max(max, value);
            }
          }
          output.put(at, max);
          sources.put(at, source);
          at++;
        }
      }
    }
  }

  private static void distribute(FloatBuffer errors, IntBuffer sources, FloatBuffer gradient) {
    for (int i = 0; i < gradient.limit(); i++) {
      gradient.put(i, 0);
    }
    for (int i = 0; i < sources.limit(); i++) {
      int source = sources.get(i);
      gradient.put(source, gradient.get(source) + errors.get(i));
    }
  }

  private static FloatBuffer floats(INDArray array, int image) {
    long size = array.length() / array.size(0);
    return Buffers.floats(array, image * size, (image + 1) * size);
  }

  private static IntBuffer ints(INDArray array, int image) {
    long size = array.length() / array.size(0);
    return Buffers.ints(array, image * size, (image + 1) * size);
  }
}
