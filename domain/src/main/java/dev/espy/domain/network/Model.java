package dev.espy.domain.network;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trained network and all that is needed to use it.
 *
 * @param labels the labels in the order of the output
 * @param preprocessing how an image becomes the input
 * @param architecture the hidden layers
 * @param tensors the network's tensors by name
 * @param provenance where it came from
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
   * @throws BadModelException if the tensors are not those of the network
   */
  public Model {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    Network.of(architecture, preprocessing.input(), labels.size()).check(tensors);
  }

  /** Returns the network: each layer with its name, shapes and parameters. */
  public Network network() {
    return Network.of(architecture, preprocessing.input(), labels.size());
  }
}
