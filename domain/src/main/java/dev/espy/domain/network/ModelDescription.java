package dev.espy.domain.network;

import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;

/**
 * A model without its weights.
 *
 * @param labels the labels in the order of the output
 * @param preprocessing the conversion of an image to the network's input
 * @param architecture the hidden layers
 * @param provenance the origin of the model
 */
public record ModelDescription(
    Labels labels, Preprocessing preprocessing, Architecture architecture, Provenance provenance) {

  /** Returns the description of a model. */
  public static ModelDescription of(Model model) {
    return new ModelDescription(
        model.labels(), model.preprocessing(), model.architecture(), model.provenance());
  }
}
