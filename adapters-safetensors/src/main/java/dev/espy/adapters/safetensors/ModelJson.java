package dev.espy.adapters.safetensors;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.LayerNotation;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.Provenance;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What {@code model.json} says: all of a model but its weights.
 *
 * <p>Keys that this version does not know are passed over, except in the architecture: a newer Espy
 * may add what changes no answer without a new format version. Whatever changes an answer needs a
 * new version, and a version that is not known is refused.
 *
 * @param weightsSha256 the SHA-256 of {@code weights.safetensors} in lower-case hexadecimal
 */
record ModelJson(
    Labels labels,
    Preprocessing preprocessing,
    Architecture architecture,
    Provenance provenance,
    String weightsSha256)
    implements TensorZip.Document {

  /** What the document is called. */
  static final String NAME = "model.json";

  /** The version of the format that this program writes, and the only one that it knows. */
  static final int FORMAT_VERSION = 1;

  static byte[] write(Model model, String weightsSha256) {
    Shape shape = model.preprocessing().input();
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("channels", shape.channels());
    input.put("height", shape.height());
    input.put("width", shape.width());
    Map<String, Object> preprocessing = new LinkedHashMap<>();
    preprocessing.put("mean", model.preprocessing().mean());
    preprocessing.put("deviation", model.preprocessing().deviation());

    Map<String, Object> root = new LinkedHashMap<>();
    root.put("formatVersion", FORMAT_VERSION);
    root.put("labels", model.labels().asList().stream().map(Label::name).toList());
    root.put("input", input);
    root.put("preprocessing", preprocessing);
    root.put("architecture", LayerNotation.write(model.architecture()));
    root.put("provenance", write(model.provenance()));
    root.put("weightsSha256", weightsSha256);
    return StrictJson.indented(root);
  }

  private static Map<String, Object> write(Provenance provenance) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("created", provenance.created().toString());
    result.put("createdBy", provenance.createdBy());
    result.put("engine", provenance.engine());
    result.put("platform", provenance.platform());
    result.put("dataSet", provenance.dataSet());
    result.put("trainingImages", provenance.trainingImages());
    result.put("validationImages", provenance.validationImages());
    result.put("epoch", provenance.epoch());
    Double accuracy = provenance.validationAccuracy();
    if (accuracy != null) {
      result.put("validationAccuracy", accuracy);
    }
    result.put("settings", provenance.settings());
    return result;
  }

  static ModelJson read(byte[] json) throws Refusal {
    Fields root = new Fields(NAME, StrictJson.parse(json, NAME));
    root.checkVersion(FORMAT_VERSION);
    try {
      ModelJson document =
          new ModelJson(
              labels(root),
              preprocessing(root),
              LayerNotation.read(StrictJson.plain(root.node().path("architecture"))),
              provenance(new Fields(NAME, root.node().path("provenance"))),
              root.text("weightsSha256"));
      // An impossible network is this document's fault.
      var unused = document.network();
      return document;
    } catch (BadModelException | IllegalArgumentException | DateTimeException e) {
      throw Refusal.damaged(NAME + ": " + e.getMessage());
    }
  }

  private Network network() {
    return Network.of(architecture, preprocessing.input(), labels.size());
  }

  /** Returns the shapes of the network's tensors. */
  @Override
  public Map<String, List<Integer>> shapes() {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    network().parameters().forEach(tensor -> shapes.put(tensor.name(), tensor.shape()));
    return shapes;
  }

  private static Labels labels(Fields root) throws Refusal {
    List<Label> labels = new ArrayList<>();
    for (JsonNode label : root.list("labels")) {
      if (!label.isString()) {
        throw root.missing("label " + (labels.size() + 1), "text");
      }
      labels.add(new Label(label.stringValue()));
    }
    return new Labels(labels);
  }

  private static Preprocessing preprocessing(Fields root) throws Refusal {
    Fields input = new Fields(NAME, root.node().path("input"));
    Fields scaling = new Fields(NAME, root.node().path("preprocessing"));
    return new Preprocessing(
        new Shape(input.integer("channels"), input.integer("height"), input.integer("width")),
        scaling.number("mean").floatValue(),
        scaling.number("deviation").floatValue());
  }

  private static Provenance provenance(Fields fields) throws Refusal {
    return new Provenance(
        Instant.parse(fields.text("created")),
        fields.text("createdBy"),
        fields.text("engine"),
        fields.text("platform"),
        fields.text("dataSet"),
        fields.integer("trainingImages"),
        fields.integer("validationImages"),
        fields.integer("epoch"),
        fields.has("validationAccuracy")
            ? Double.valueOf(fields.number("validationAccuracy").doubleValue())
            : null,
        fields.texts("settings"));
  }
}
