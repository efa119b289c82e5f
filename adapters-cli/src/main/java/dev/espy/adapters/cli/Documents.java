package dev.espy.adapters.cli;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Label;
import dev.espy.domain.StorageException;
import dev.espy.domain.evaluation.ConfusionMatrix;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.LayerNotation;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** What the command line reads and writes as JSON and YAML. */
final class Documents {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(100).build())
                  // of two values the last one would win without a word
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .build();

  /** The most bytes of a file that people write. */
  private static final int LONGEST = 1 << 20;

  private Documents() {}

  static String json(Object document) {
    return JSON.writeValueAsString(document);
  }

  static String yaml(Object document) {
    return YAML.writeValueAsString(document);
  }

  /** Returns an evaluation as {@code validate --json} and evaluation.json have it. */
  static Map<String, Object> evaluation(Evaluation evaluation) {
    ConfusionMatrix confusion = evaluation.confusion();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("images", evaluation.images());
    document.put("accuracy", evaluation.accuracy());
    document.put("balancedAccuracy", evaluation.balancedAccuracy());
    document.put("macroF1", evaluation.macroF1());
    document.put("loss", evaluation.loss());
    document.put("top5Accuracy", evaluation.top5Accuracy());
    document.put("calibrationError", evaluation.calibrationError());
    document.put(
        "perLabel",
        evaluation.perLabel().stream()
            .map(
                score -> {
                  Map<String, Object> row = new LinkedHashMap<>();
                  row.put("label", score.label().name());
                  row.put("precision", score.precision());
                  row.put("recall", score.recall());
                  row.put("f1", score.f1());
                  row.put("support", score.support());
                  return row;
                })
            .toList());
    Map<String, Object> matrix = new LinkedHashMap<>();
    matrix.put("labels", confusion.labels().asList().stream().map(Label::name).toList());
    if (confusion.isSquare()) {
      matrix.put("matrix", confusion.counts());
    } else {
      matrix.put("pairs", confusion.pairs().stream().map(pair -> pair(confusion, pair)).toList());
    }
    document.put("confusion", matrix);
    return document;
  }

  private static Map<String, Object> pair(ConfusionMatrix confusion, ConfusionMatrix.Pair pair) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("truth", confusion.labels().get(pair.truth()).name());
    row.put("label", confusion.labels().get(pair.answer()).name());
    row.put("count", pair.count());
    return row;
  }

  /** Returns what {@code inspect --json} says of a model. */
  static Map<String, Object> model(Path file, Model model) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("model", file.toString());
    document.put("labels", model.labels().asList().stream().map(Label::name).toList());
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("channels", model.preprocessing().input().channels());
    input.put("height", model.preprocessing().input().height());
    input.put("width", model.preprocessing().input().width());
    input.put("mean", model.preprocessing().mean());
    input.put("deviation", model.preprocessing().deviation());
    document.put("input", input);
    Network network = model.network();
    document.put("parameters", network.parameterCount());
    document.putAll(LayerNotation.write(model.architecture()));
    document.put("provenance", provenance(model.provenance()));
    return document;
  }

  private static Map<String, @Nullable Object> provenance(Provenance provenance) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("created", provenance.created().toString());
    document.put("createdBy", provenance.createdBy());
    document.put("engine", provenance.engine());
    document.put("platform", provenance.platform());
    document.put("dataSet", provenance.dataSet());
    document.put("trainingImages", provenance.trainingImages());
    document.put("validationImages", provenance.validationImages());
    document.put("epoch", provenance.epoch());
    document.put("validationAccuracy", provenance.validationAccuracy());
    document.put("settings", provenance.settings());
    return document;
  }

  /**
   * Reads an architecture from a YAML file with nothing else in it.
   *
   * @throws BadModelException if it is none
   * @throws StorageException if it cannot be read
   */
  static Architecture architecture(Path file) {
    Object document = yaml(file.toString(), text(file));
    if (document instanceof Map<?, ?> map && map.size() > 1 && map.containsKey(ConfigFile.LAYERS)) {
      throw new BadModelException(
          file + ": there are options beside the layers; take it with --config");
    }
    return layers(file.toString(), document);
  }

  /**
   * Returns the architecture of a document's layers.
   *
   * @param name what messages call it
   * @throws BadModelException if it has none
   */
  static Architecture layers(String name, @Nullable Object document) {
    try {
      return LayerNotation.read(document);
    } catch (BadModelException e) {
      throw new BadModelException(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads YAML of names and values.
   *
   * @param name what messages call it
   * @throws BadModelException if it is none
   */
  static Map<?, ?> settings(String name, String text) {
    if (yaml(name, text) instanceof Map<?, ?> map) {
      return map;
    }
    throw new BadModelException(name + ": not a list of 'name: value' lines");
  }

  /** Returns what YAML says, null if that is nothing. */
  private static @Nullable Object yaml(String name, String text) {
    try {
      return text.isBlank() ? null : YAML.readValue(text, Object.class);
    } catch (JacksonException e) {
      // The parser's message goes over many lines, of which the indented ones show the place.
      String reason =
          e.getOriginalMessage()
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith(" "))
              .collect(Collectors.joining("; "));
      // A limit that is passed, such as that of the depth, has no place.
      TokenStreamLocation place = e.getLocation();
      throw new BadModelException(
          "%s: not YAML (%s%s)"
              .formatted(
                  name, place == null ? "" : "line %d: ".formatted(place.getLineNr()), reason),
          e);
    }
  }

  /**
   * Returns a file's text.
   *
   * @throws BadModelException if there is no such file, or it is no text, or a very long one
   * @throws StorageException if it cannot be read
   */
  static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new BadModelException(
            file + ": larger than 1 MiB; give a file of options or layers in YAML");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new BadModelException(file + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new BadModelException(file + ": not text in UTF-8", e);
    } catch (IOException e) {
      throw new StorageException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
