package dev.espy.adapters.safetensors;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An object in a document that is not trusted: each field is of its kind, or the file is refused.
 *
 * @param document what messages call the document
 * @param node the object; anything else has no fields
 */
record Fields(String document, JsonNode node) {

  /** Refuses a document of a format version that is not the one this program knows. */
  void checkVersion(int known) throws Refusal {
    JsonNode version = node.path("formatVersion");
    if (!version.isIntegralNumber() || version.bigIntegerValue().signum() < 1) {
      throw Refusal.damaged(document + " has no formatVersion");
    }
    int order = version.bigIntegerValue().compareTo(BigInteger.valueOf(known));
    if (order < 0) {
      throw new Refusal(
          "made by an older Espy (format version %s, this one knows %d): train again in another folder"
              .formatted(version.bigIntegerValue(), known));
    }
    if (order > 0) {
      throw new Refusal(
          "made by a newer Espy (format version %s, this one knows %d): update Espy"
              .formatted(version.bigIntegerValue(), known));
    }
  }

  boolean has(String key) {
    return node.hasNonNull(key);
  }

  String text(String key) throws Refusal {
    JsonNode value = node.path(key);
    if (!value.isString()) {
      throw missing(key, "text");
    }
    return value.stringValue();
  }

  int integer(String key) throws Refusal {
    JsonNode value = node.path(key);
    if (!value.isInt()) {
      throw missing(key, "a whole number");
    }
    return value.intValue();
  }

  long count(String key) throws Refusal {
    JsonNode value = node.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw missing(key, "a whole number");
    }
    return value.longValue();
  }

  boolean truth(String key) throws Refusal {
    JsonNode value = node.path(key);
    if (!value.isBoolean()) {
      throw missing(key, "true or false");
    }
    return value.booleanValue();
  }

  BigDecimal number(String key) throws Refusal {
    JsonNode value = node.path(key);
    if (!value.isNumber()) {
      throw missing(key, "a number");
    }
    return value.decimalValue();
  }

  /** Returns a number that may be none, or infinite; JSON has only text for these. */
  double figure(String key) throws Refusal {
    JsonNode value = node.path(key);
    if (value.isString() && List.of("NaN", "Infinity", "-Infinity").contains(value.stringValue())) {
      return Double.parseDouble(value.stringValue());
    }
    return number(key).doubleValue();
  }

  Map<String, String> texts(String key) throws Refusal {
    Fields all = object(key);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : all.node().propertyNames()) {
      texts.put(name, all.text(name));
    }
    return texts;
  }

  Fields object(String key) throws Refusal {
    JsonNode value = node.path(key);
    if (!value.isObject()) {
      throw missing(key, "an object");
    }
    return new Fields(document, value);
  }

  /** Returns the object as maps, lists, numbers and text. */
  Map<?, ?> plain() {
    return StrictJson.plain(node) instanceof Map<?, ?> map ? map : Map.of();
  }

  List<JsonNode> list(String key) throws Refusal {
    JsonNode value = node.path(key);
    if (!value.isArray()) {
      throw missing(key, "a list");
    }
    return List.copyOf(value.values());
  }

  Refusal missing(String what, String kind) {
    return Refusal.damaged(document + ": " + what + " is missing or not " + kind);
  }
}
