package dev.espy.domain.network;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that training changes.
 *
 * @param tensors the network's tensors by name: weights and running statistics
 * @param moments the optimiser's tensors by name (see {@link Optimizer#moments}), in the layout of
 *     their parameters; empty before the first step
 * @param step number of optimiser steps taken, at least 0
 */
public record NetworkState(Map<String, Tensor> tensors, Map<String, Tensor> moments, long step) {

  /**
   * Copies the maps and keeps their order.
   *
   * @throws IllegalArgumentException if the step is negative
   */
  public NetworkState {
    if (step < 0) {
      throw new IllegalArgumentException("step " + step);
    }
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    moments = Collections.unmodifiableMap(new LinkedHashMap<>(moments));
  }

  /**
   * Returns the state before the first step.
   *
   * @throws BadModelException if the network is impossible
   */
  public static NetworkState initial(NetworkSpec spec) {
    return new NetworkState(Initialization.glorot(spec.network(), spec.seed()), Map.of(), 0);
  }

  /**
   * Checks that this state matches a network and its optimiser: each tensor and each moment with
   * its shape, and no others.
   *
   * @throws BadModelException naming the first tensor that is missing, unknown or of another shape
   */
  public void check(NetworkSpec spec) {
    Network network = spec.network();
    network.check(tensors);
    List<String> prefixes = step == 0 ? List.of() : spec.optimizer().moments();
    List<Parameter> expected =
        network.learned().stream()
            .flatMap(
                parameter ->
                    prefixes.stream()
                        .map(
                            prefix ->
                                new Parameter(
                                    prefix + parameter.name(),
                                    parameter.shape(),
                                    parameter.role())))
            .toList();
    Network.check(expected, moments, "does not belong to the optimiser");
  }
}
