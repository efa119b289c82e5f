package dev.espy.adapters.dl4j.tensors;

import dev.espy.domain.Tensor;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.Network.Node;
import dev.espy.domain.network.Parameter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network's tensors: the learned parameters, their gradients and the running statistics. The
 * optimiser changes the learned parameters; each step updates the running statistics.
 */
public final class Weights implements AutoCloseable {

  private final Network network;
  private final FlatTensors learned;
  private final FlatTensors statistics;
  private final Map<String, RunningStatistics> running = new ConcurrentHashMap<>();
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

  /** Returns the gradients of all learned parameters. The first call allocates them. */
  public synchronized FlatTensors gradientTensors() {
    FlatTensors present = gradients;
    if (present == null) {
      present = newGradients();
      gradients = present;
    }
    return present;
  }

  /** Allocates gradients of all learned parameters for one worker; the caller closes them. */
  public FlatTensors newGradients() {
    return FlatTensors.zeros(learned.parameters());
  }

  /** Returns a view of a running statistic, such as {@code norm1.running_mean}. */
  public INDArray statistics(String name) {
    return statistics.view(name);
  }

  /**
   * Returns the running statistics of a normalization.
   *
   * @param node the layer in its place
   * @param layer the layer's settings
   */
  public RunningStatistics running(Node node, BatchNormalization layer) {
    return running.computeIfAbsent(
        node.name(),
        name ->
            new RunningStatistics(
                statistics(name + ".running_mean"),
                statistics(name + ".running_var"),
                layer.momentum()));
  }

  /**
   * Updates all running statistics with those of a batch's micro-batches.
   *
   * @param count number of micro-batches
   */
  public void updateStatistics(int count) {
    running.values().forEach(statistics -> statistics.update(count));
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
