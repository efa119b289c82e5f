package dev.espy.adapters.safetensors;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON from files that are not trusted: no key twice, nothing after the end, and bounds on size,
 * depth and number of tokens, so that a small file cannot fill the memory.
 */
final class StrictJson {

  /** The most bytes that a document may have, read or written. */
  static final int MAXIMUM_BYTES = 16 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(MAXIMUM_BYTES)
                          .maxTokenCount(2_000_000)
                          .maxNestingDepth(32)
                          .maxNumberLength(100)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // A float's decimal digits must not be rounded to a double first.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final ObjectWriter INDENTED =
      MAPPER
          .writer()
          .with(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectNameValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private StrictJson() {}

  /**
   * Parses a document.
   *
   * @param json at most {@link #MAXIMUM_BYTES}
   * @param name what messages call it
   */
  static JsonNode parse(byte[] json, String name) throws Refusal {
    try {
      JsonNode root = MAPPER.readTree(json);
      if (root.isObject()) {
        return root;
      }
      throw Refusal.damaged(name + " is not a JSON object");
    } catch (JacksonException e) {
      throw Refusal.damaged(name + " is not sound JSON: " + e.getOriginalMessage());
    }
  }

  /** Returns a node as maps, lists, numbers and text; null if it is missing. */
  static @Nullable Object plain(JsonNode node) {
    return MAPPER.treeToValue(node, Object.class);
  }

  /** Returns maps, lists, numbers and text as a document on one line. */
  static byte[] compact(Object document) {
    return utf8(MAPPER.writeValueAsString(document));
  }

  /** Returns maps, lists, numbers and text as a document for people, the same on every system. */
  static byte[] indented(Object document) {
    return utf8(INDENTED.writeValueAsString(document) + "\n");
  }

  private static byte[] utf8(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
