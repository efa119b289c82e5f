package dev.espy.adapters.safetensors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON of untrusted files. Duplicate keys and text after the end are refused. Bounds on size, depth
 * and number of tokens keep a small file from filling the memory.
 *
 * <p>A document is a record whose components are its keys. A value of another kind is refused, not
 * converted. A component may be missing or null only if it is annotated with {@link JsonInclude}.
 */
final class StrictJson {

  /** The largest size of a document in bytes, for reading and writing. */
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
          .annotationIntrospector(new Introspector())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  Stream.of(
                          CoercionInputShape.Integer,
                          CoercionInputShape.Float,
                          CoercionInputShape.Boolean)
                      .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
          .changeDefaultNullHandling(nulls -> JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
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

  private static final class Introspector extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
      return !member.hasAnnotation(JsonInclude.class);
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated member) {
      return member.hasAnnotation(JsonInclude.class)
          ? JsonSetter.Value.forValueNulls(Nulls.SET)
          : super.findSetterInfo(config, member);
    }
  }

  /**
   * Parses a document.
   *
   * @param json the document, at most {@link #MAXIMUM_BYTES}
   * @param name the document's name in messages
   */
  static JsonNode parse(byte[] json, String name) throws InvalidFileException {
    try {
      JsonNode root = MAPPER.readTree(json);
      if (root.isObject()) {
        return root;
      }
      throw InvalidFileException.damaged(name + " is not a JSON object");
    } catch (JacksonException e) {
      throw InvalidFileException.damaged(name + " is not sound JSON: " + e.getOriginalMessage());
    }
  }

  /**
   * Reads a document of a known format version.
   *
   * @param json the document, at most {@link #MAXIMUM_BYTES}
   * @param name the document's name in messages
   * @param oldest the oldest format version to accept
   * @param newest the newest format version to accept
   * @param type the record of the document's keys
   */
  static <T> T read(byte[] json, String name, int oldest, int newest, Class<T> type)
      throws InvalidFileException {
    JsonNode root = parse(json, name);
    checkVersion(root.path("formatVersion"), name, oldest, newest);
    try {
      // Not from the tree, which would round a float's decimal digits to a double first.
      return MAPPER.readValue(json, type);
    } catch (MismatchedInputException e) {
      throw missing(name, e, e.getTargetType());
    } catch (InputCoercionException e) {
      throw missing(name, e, e.getTargetType());
    } catch (JacksonException e) {
      throw InvalidFileException.damaged(name + ": " + key(e) + ": " + e.getOriginalMessage());
    }
  }

  private static void checkVersion(JsonNode version, String name, int oldest, int newest)
      throws InvalidFileException {
    if (!version.isIntegralNumber() || version.bigIntegerValue().signum() < 1) {
      throw InvalidFileException.damaged(name + " has no formatVersion");
    }
    BigInteger number = version.bigIntegerValue();
    if (number.compareTo(BigInteger.valueOf(oldest)) < 0) {
      throw new InvalidFileException(
          "made by an older Espy (format version %s, this one knows %d): train again in another folder"
              .formatted(number, oldest));
    }
    if (number.compareTo(BigInteger.valueOf(newest)) > 0) {
      throw new InvalidFileException(
          "made by a newer Espy (format version %s, this one knows %d): update Espy"
              .formatted(number, newest));
    }
  }

  private static InvalidFileException missing(
      String name, JacksonException e, @Nullable Class<?> type) {
    return InvalidFileException.damaged(
        "%s: %s is missing or not %s".formatted(name, key(e), kind(type)));
  }

  /** Returns the path of a key, such as {@code epochs[0].trainLoss}. */
  private static String key(JacksonException e) {
    StringBuilder key = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      String property = step.getPropertyName();
      if (property == null) {
        key.append('[').append(step.getIndex()).append(']');
      } else {
        key.append(key.isEmpty() ? "" : ".").append(property);
      }
    }
    return key.toString();
  }

  private static String kind(@Nullable Class<?> type) {
    if (type == String.class) {
      return "text";
    } else if (type == int.class || type == long.class || type == Integer.class) {
      return "a whole number";
    } else if (type == float.class || type == double.class || type == Double.class) {
      return "a number";
    } else if (type == boolean.class) {
      return "true or false";
    } else if (type != null && Iterable.class.isAssignableFrom(type)) {
      return "a list";
    }
    return "an object";
  }

  /** Returns a node as maps, lists, numbers and text; null if it is missing. */
  static @Nullable Object plain(JsonNode node) {
    return MAPPER.treeToValue(node, Object.class);
  }

  /** Returns maps, lists, numbers and text as a document on one line. */
  static byte[] compact(Map<String, ?> document) {
    return utf8(MAPPER.writeValueAsString(document));
  }

  /** Returns a record as an indented document, with the same bytes on every system. */
  static byte[] indented(Record document) {
    return utf8(INDENTED.writeValueAsString(document) + "\n");
  }

  private static byte[] utf8(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
