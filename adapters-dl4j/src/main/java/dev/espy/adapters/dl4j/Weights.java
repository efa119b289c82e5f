package dev.espy.adapters.dl4j;

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
 * A network's tensors: what the optimiser changes, its gradients, and running statistics, which
 * only their layers change.
 */
final class Weights implements AutoCloseable {

  private final Network network;
  private final FlatTensors learned;
  private final FlatTensors statistics;
  private @Nullable FlatTensors gradients;

  /**
   * @param tensors the network's tensors; copied
   * @throws dev.espy.domain.BadModelException if they are not those of the network
   */
  Weights(Network network, Map<String, Tensor> tensors) {
    network.check(tensors);
    this.network = network;
    this.learned = FlatTensors.of(network.learned(), "", tensors);
    List<Parameter> gathered =
        network.parameters().stream().filter(parameter -> !parameter.role().learned()).toList();
    this.statistics = FlatTensors.of(gathered, "", tensors);
  }

  /** Returns all that is learned, flat. */
  INDArray values() {
    return learned.array();
  }

  /** Returns the gradients of all that is learned, flat; made when first asked for. */
  INDArray gradients() {
    return gradientTensors().array();
  }

  /** Returns a learned parameter, in its shape. */
  INDArray value(String name) {
    return learned.view(name);
  }

  /** Returns a learned parameter's gradient, in its shape. */
  INDArray gradient(String name) {
    return gradientTensors().view(name);
  }

  /** Returns running statistics, to be read and replaced. */
  INDArray statistics(String name) {
    return statistics.view(name);
  }

  /** Returns a copy of all tensors, by name, in the network's order. */
  Map<String, Tensor> copy() {
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
