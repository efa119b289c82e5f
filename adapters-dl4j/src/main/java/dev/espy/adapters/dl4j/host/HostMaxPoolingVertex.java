package dev.espy.adapters.dl4j.host;

import dev.espy.adapters.dl4j.graph.InPlaceActivation;
import dev.espy.adapters.dl4j.graph.LayerVertex;
import dev.espy.adapters.dl4j.graph.VertexSlot;
import dev.espy.adapters.dl4j.tensors.NativeArrays;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Layer.MaxPooling;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Max pooling. The forward pass stores the position of each maximum; ND4J, and oneDNN's plain code,
 * search for it again in the backward pass.
 */
final class HostMaxPoolingVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  private final transient MaxPooling layer;
  private final transient InPlaceActivation activation;

  /** For each output value, the index of the maximum in its image. */
  private @Nullable INDArray sources;

  /**
   * Creates the vertex.
   *
   * @param activation activation of the output; that of the convolution before, if there is one
   */
  HostMaxPoolingVertex(VertexSlot slot, MaxPooling layer, InPlaceActivation activation) {
    super(slot);
    this.layer = layer;
    this.activation = activation;
  }

  @Override
  protected INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    int images = Math.toIntExact(input.size(0));
    INDArray output = newOutput(workspaces, images, node.output());
    INDArray maxima =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, DataType.INT32, output.shape(), output.ordering());
    IntStream.range(0, images)
        .forEach(i -> pool(floats(input, i), floats(output, i), ints(maxima, i)));
    sources = training ? maxima : null;
    activation.forward(output, training);
    return output;
  }

  @Override
  protected @Nullable INDArray backward(
      INDArray input, INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    INDArray maxima = sources;
    if (maxima == null) {
      throw new IllegalStateException("no forward pass");
    }
    sources = null;
    activation.backward(outputGradient);
    if (takesImages(0)) {
      return null;
    }
    int images = Math.toIntExact(input.size(0));
    INDArray inputGradient = newInputGradient(workspaces, images, node.input());
    IntStream.range(0, images)
        .forEach(
            i -> distribute(floats(outputGradient, i), ints(maxima, i), floats(inputGradient, i)));
    return inputGradient;
  }

  private void pool(FloatBuffer input, FloatBuffer output, IntBuffer maxima) {
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
          maxima.put(at, source);
          at++;
        }
      }
    }
  }

  private static void distribute(
      FloatBuffer outputGradients, IntBuffer maxima, FloatBuffer inputGradients) {
    for (int i = 0; i < inputGradients.limit(); i++) {
      inputGradients.put(i, 0);
    }
    for (int i = 0; i < maxima.limit(); i++) {
      int source = maxima.get(i);
      inputGradients.put(source, inputGradients.get(source) + outputGradients.get(i));
    }
  }

  private static FloatBuffer floats(INDArray array, int image) {
    long size = array.length() / array.size(0);
    return NativeArrays.floats(array, image * size, (image + 1) * size);
  }

  private static IntBuffer ints(INDArray array, int image) {
    long size = array.length() / array.size(0);
    return NativeArrays.ints(array, image * size, (image + 1) * size);
  }
}
