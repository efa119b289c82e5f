package dev.espy.adapters.dl4j.tensors;

import dev.espy.domain.Tensor;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.Parameter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network's tensors: the learned parameters, their gradients and the running statistics. The
 * optimiser changes the learned parameters; normalization layers change their running statistics.
 */
public final class Weights implements AutoCloseable {

  private final Network network;
  private final FlatTensors learned;
  private final FlatTensors statistics;
  private @Nullable FlatTensors gradients;

  /**
   * Copies a network's tensors.
   *
   * @param tensors all tensors of the network, by name
   * @throws dev.espy.domain.BadModelException if the tensors do not match the network
   */
  public Weights(Network network, Map<String, Tensor> tensors) {
    network.check(tensors);
    this.network = network;
    this.learned = FlatTensors.of(network.learned(), "", tensors);
    List<Parameter> notLearned =
        network.parameters().stream().filter(parameter -> !parameter.role().learned()).toList();
    this.statistics = FlatTensors.of(notLearned, "", tensors);
  }

  /** Returns all learned parameters, flat. */
  public INDArray values() {
    return learned.array();
  }

  /** Returns the gradients of all learned parameters, flat. The first call allocates them. */
  public INDArray gradients() {
    return gradientTensors().array();
  }

  /** Returns a view of a learned parameter, in its shape. */
  public INDArray value(String name) {
    return learned.view(name);
  }

  /** Returns a view of a learned parameter's gradient, in its shape. */
  public INDArray gradient(String name) {
    return gradientTensors().view(name);
  }

  /** Returns a view of a running statistic, such as {@code norm1.running_mean}. */
  public INDArray statistics(String name) {
    return statistics.view(name);
  }

  /** Returns a copy of all tensors by name, in the network's order. */
  public Map<String, Tensor> copy() {
    Map<String, Tensor> values = new HashMap<>();
    learned.copyTo(values, "");
    statistics.copyTo(values, "");
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      ordered.computeIfAbsent(parameter.name(), values::get);
    }
    return ordered;
  }

  private FlatTensors gradientTensors() {
    FlatTensors present = gradients;
    if (present == null) {
      present = FlatTensors.zeros(learned.parameters());
      gradients = present;
    }
    return present;
  }

  @Override
  public void close() {
    learned.close();
    statistics.close();
    if (gradients != null) {
      gradients.close();
      gradients = null;
    }
  }
}
