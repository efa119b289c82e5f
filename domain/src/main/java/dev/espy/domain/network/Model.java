package dev.espy.domain.network;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trained network with everything that is needed to use it.
 *
 * @param labels the labels in the order of the output
 * @param preprocessing the conversion of an image to the network's input
 * @param architecture the hidden layers
 * @param tensors the network's tensors by name
 * @param provenance the origin of the model
 */
public record Model(
    Labels labels,
    Preprocessing preprocessing,
    Architecture architecture,
    Map<String, Tensor> tensors,
    Provenance provenance) {

  /**
   * Copies the map, keeping its order.
   *
   * @throws BadModelException if the tensors do not match the network, or a value is not finite
   */
  public Model {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    Network.of(architecture, preprocessing.input(), labels.size()).check(tensors);
    tensors.forEach(Model::checkFinite);
  }

  private static void checkFinite(String name, Tensor tensor) {
    for (float value : tensor.values()) {
      if (!Float.isFinite(value)) {
        throw new BadModelException(
            "tensor '%s' holds a value that is not finite, because the training diverged; train with a lower learning rate"
                .formatted(name));
      }
    }
  }

  /** Returns the network: each layer with its name, shapes and parameters. */
  public Network network() {
    return Network.of(architecture, preprocessing.input(), labels.size());
  }
}
