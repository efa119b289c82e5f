package dev.espy.domain.network;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Tensor;
import dev.espy.domain.confidence.Calibration;
import dev.espy.domain.confidence.Temperature;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trained network with everything that is needed to use it.
 *
 * @param labels the labels in the order of the output
 * @param preprocessing the conversion of an image to the network's input
 * @param architecture the hidden layers
 * @param tensors the network's tensors by name
 * @param calibration the temperature by which engines divide the logits, and what the model knows
 *     of its confidence; null if the model was not calibrated
 * @param provenance the origin of the model
 */
public record Model(
    Labels labels,
    Preprocessing preprocessing,
    Architecture architecture,
    Map<String, Tensor> tensors,
    @Nullable Calibration calibration,
    Provenance provenance) {

  /**
   * Copies the map, keeping its order.
   *
   * @throws BadModelException if the tensors do not match the network, a value is not finite, or
   *     the calibration has another number of labels
   */
  public Model {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    Network.of(architecture, preprocessing.input(), labels.size()).check(tensors);
    tensors.forEach(Model::checkFinite);
    if (calibration != null && calibration.truths().size() != labels.size()) {
      throw new BadModelException(
          "the calibration has %d labels, the model %d"
              .formatted(calibration.truths().size(), labels.size()));
    }
  }

  /** Creates a model that is not calibrated. */
  public Model(
      Labels labels,
      Preprocessing preprocessing,
      Architecture architecture,
      Map<String, Tensor> tensors,
      Provenance provenance) {
    this(labels, preprocessing, architecture, tensors, null, provenance);
  }

  /** Returns the same model with a calibration, or without one. */
  public Model with(@Nullable Calibration other) {
    return new Model(labels, preprocessing, architecture, tensors, other, provenance);
  }

  /** Returns the temperature by which engines divide the logits; 1 without a calibration. */
  public Temperature temperature() {
    return calibration == null ? Temperature.ONE : calibration.temperature();
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
