package dev.espy.adapters.dl4j.tensors;

import dev.espy.domain.Tensor;
import dev.espy.domain.network.Parameter;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Tensors stored one after another in one native array, in host or GPU memory.
 *
 * @param parameters names and shapes of the tensors, in the order of the array
 * @param array all values, flat
 */
public record FlatTensors(List<Parameter> parameters, INDArray array) implements AutoCloseable {

  /** Allocates tensors of zeros outside the thread's workspaces. */
  public static FlatTensors zeros(List<Parameter> parameters) {
    long size = parameters.stream().mapToLong(Parameter::size).sum();
    return new FlatTensors(parameters, NativeArrays.allocate(Math.max(1, size)).assign(0));
  }

  /**
   * Copies tensors into a new array.
   *
   * @param parameters names and shapes of the tensors to copy
   * @param prefix prefix of the tensors' names in the map, such as {@code m.}; may be empty
   * @param tensors the tensors by prefixed name
   * @throws IllegalArgumentException if a tensor is missing or has another shape
   */
  public static FlatTensors of(
      List<Parameter> parameters, String prefix, Map<String, Tensor> tensors) {
    FlatTensors flat = zeros(parameters);
    for (Parameter parameter : parameters) {
      Tensor tensor = tensors.get(prefix + parameter.name());
      if (tensor == null || !Arrays.equals(tensor.shape(), shape(parameter))) {
        throw new IllegalArgumentException("no tensor " + prefix + parameter.name());
      }
      INDArray view = flat.view(parameter.name());
      INDArray values = Nd4j.create(tensor.values(), view.shape(), 'c');
      view.assign(values);
      values.close();
    }
    return flat;
  }

  /**
   * Returns a view of one tensor, in its shape.
   *
   * @throws IllegalArgumentException if no parameter has this name
   */
  public INDArray view(String name) {
    long offset = 0;
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        long[] shape = parameter.shape().stream().mapToLong(Integer::longValue).toArray();
        return array
            .get(NDArrayIndex.interval(offset, offset + parameter.size()))
            .reshape('c', shape);
      }
      offset += parameter.size();
    }
    throw new IllegalArgumentException("no parameter " + name);
  }

  /**
   * Copies the tensors into a map, in the order of the parameters.
   *
   * @param tensors the map to add to
   * @param prefix prefix of the keys; may be empty
   */
  public void copyTo(Map<String, Tensor> tensors, String prefix) {
    FloatBuffer all = array.data().asNioFloat();
    for (Parameter parameter : parameters) {
      float[] values = new float[Math.toIntExact(parameter.size())];
      all.get(values);
      tensors.put(prefix + parameter.name(), new Tensor(shape(parameter), values));
    }
  }

  @Override
  public void close() {
    array.close();
  }

  private static int[] shape(Parameter parameter) {
    return parameter.shape().stream().mapToInt(Integer::intValue).toArray();
  }
}
