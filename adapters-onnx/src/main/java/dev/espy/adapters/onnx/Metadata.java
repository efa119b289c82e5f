package dev.espy.adapters.onnx;

import dev.espy.domain.Label;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Provenance;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The metadata of an ONNX file: names and text. */
final class Metadata {

  private Metadata() {}

  /** Returns the entries in the order of display. */
  static Map<String, String> of(Model model) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("labels", labels(model));
    entries.put("input", input(model.preprocessing().input()));
    entries.put(
        "output",
        "probabilities: floats [batch, %d], in the order of labels"
            .formatted(model.labels().size()));
    Provenance provenance = model.provenance();
    entries.put("created", provenance.created().toString());
    entries.put("created_by", provenance.createdBy());
    entries.put("engine", provenance.engine());
    entries.put("data_set", provenance.dataSet());
    entries.put("training_images", Integer.toString(provenance.trainingImages()));
    entries.put("validation_images", Integer.toString(provenance.validationImages()));
    if (provenance.validationAccuracy() != null) {
      entries.put("validation_accuracy", provenance.validationAccuracy().toString());
    }
    entries.put("epoch", Integer.toString(provenance.epoch()));
    return entries;
  }

  private static String labels(Model model) {
    return new JsonMapper()
        .writeValueAsString(model.labels().asList().stream().map(Label::name).toList());
  }

  private static String input(Shape shape) {
    return "pixels: unsigned bytes [batch, %d, %d, %d], %s, rows from the top, columns from the left; resized with a triangle filter (antialiased bilinear), whatever their proportions"
        .formatted(
            shape.channels(),
            shape.height(),
            shape.width(),
            shape.channels() == 1
                ? "grey (0.299 red + 0.587 green + 0.114 blue)"
                : "channels red, green, blue");
  }
}
