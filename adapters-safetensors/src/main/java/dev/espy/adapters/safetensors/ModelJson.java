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
import java.math.BigDecimal;
import java.math.BigInteger;
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
    String weightsSha256) {

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
    JsonNode root = StrictJson.parse(json, "model.json");
    checkVersion(root.path("formatVersion"));
    try {
      ModelJson document =
          new ModelJson(
              labels(root),
              preprocessing(root),
              LayerNotation.read(StrictJson.plain(root.path("architecture"))),
              provenance(root.path("provenance")),
              text(root, "weightsSha256"));
      // An impossible network is this document's fault.
      var unused = document.network();
      return document;
    } catch (BadModelException | IllegalArgumentException | DateTimeException e) {
      throw Refusal.damaged("model.json: " + e.getMessage());
    }
  }

  /** Returns the network whose tensors the weights must be. */
  Network network() {
    return Network.of(architecture, preprocessing.input(), labels.size());
  }

  private static void checkVersion(JsonNode version) throws Refusal {
    if (!version.isIntegralNumber() || version.bigIntegerValue().signum() < 1) {
      throw Refusal.damaged("model.json has no formatVersion");
    }
    if (!version.bigIntegerValue().equals(BigInteger.valueOf(FORMAT_VERSION))) {
      throw new Refusal(
          "made by a newer Espy (format version %s, this one knows %d): update Espy"
              .formatted(version.bigIntegerValue(), FORMAT_VERSION));
    }
  }

  private static Labels labels(JsonNode root) throws Refusal {
    List<Label> labels = new ArrayList<>();
    JsonNode array = root.path("labels");
    if (!array.isArray()) {
      throw missing("labels", "a list");
    }
    for (JsonNode label : array) {
      if (!label.isString()) {
        throw missing("label " + (labels.size() + 1), "text");
      }
      labels.add(new Label(label.stringValue()));
    }
    return new Labels(labels);
  }

  private static Preprocessing preprocessing(JsonNode root) throws Refusal {
    JsonNode input = root.path("input");
    JsonNode scaling = root.path("preprocessing");
    return new Preprocessing(
        new Shape(integer(input, "channels"), integer(input, "height"), integer(input, "width")),
        number(scaling, "mean").floatValue(),
        number(scaling, "deviation").floatValue());
  }

  private static Provenance provenance(JsonNode node) throws Refusal {
    JsonNode accuracy = node.path("validationAccuracy");
    Map<String, String> settings = new LinkedHashMap<>();
    JsonNode all = node.path("settings");
    if (!all.isObject()) {
      throw missing("settings", "an object");
    }
    for (String name : all.propertyNames()) {
      settings.put(name, text(all, name));
    }
    return new Provenance(
        Instant.parse(text(node, "created")),
        text(node, "createdBy"),
        text(node, "engine"),
        text(node, "platform"),
        text(node, "dataSet"),
        integer(node, "trainingImages"),
        integer(node, "validationImages"),
        integer(node, "epoch"),
        accuracy.isMissingNode() || accuracy.isNull()
            ? null
            : Double.valueOf(number(node, "validationAccuracy").doubleValue()),
        settings);
  }

  private static String text(JsonNode object, String key) throws Refusal {
    JsonNode value = object.path(key);
    if (!value.isString()) {
      throw missing(key, "text");
    }
    return value.stringValue();
  }

  private static int integer(JsonNode object, String key) throws Refusal {
    JsonNode value = object.path(key);
    if (!value.isInt()) {
      throw missing(key, "a whole number");
    }
    return value.intValue();
  }

  private static BigDecimal number(JsonNode object, String key) throws Refusal {
    JsonNode value = object.path(key);
    if (!value.isNumber()) {
      throw missing(key, "a number");
    }
    return value.decimalValue();
  }

  private static Refusal missing(String key, String kind) {
    return Refusal.damaged("model.json: " + key + " is missing or not " + kind);
  }
}
