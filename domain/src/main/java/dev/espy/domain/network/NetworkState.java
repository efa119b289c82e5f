package dev.espy.domain.network;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that learning changes.
 *
 * @param tensors the network's tensors by name: weights and running statistics
 * @param moments the optimiser's tensors by name; empty before the first step. Adam has {@code
 *     m.NAME} and {@code v.NAME} for each parameter, in the layout of that parameter.
 * @param step how many steps the optimiser has taken
 */
public record NetworkState(Map<String, Tensor> tensors, Map<String, Tensor> moments, long step) {

  /** Copies the maps, keeping their order. */
  public NetworkState {
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
}
