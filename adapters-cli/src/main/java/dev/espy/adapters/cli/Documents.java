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
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** What the command line reads and writes as JSON and YAML. */
final class Documents {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .build();

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
    matrix.put("matrix", confusion.counts());
    document.put("confusion", matrix);
    return document;
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
   * Reads an architecture from a YAML file.
   *
   * @throws BadModelException if it is none
   * @throws StorageException if it cannot be read
   */
  static Architecture architecture(Path file) {
    Object document = readYaml(file);
    try {
      return LayerNotation.read(document);
    } catch (BadModelException e) {
      throw new BadModelException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a YAML file of names and values.
   *
   * @throws BadModelException if it is none
   * @throws StorageException if it cannot be read
   */
  static Map<?, ?> settings(Path file) {
    if (readYaml(file) instanceof Map<?, ?> map) {
      return map;
    }
    throw new BadModelException(file + ": not a list of 'name: value' lines");
  }

  /** Returns what a YAML file says, null if that is nothing. */
  private static @Nullable Object readYaml(Path file) {
    try {
      String text = Files.readString(file);
      return text.isBlank() ? null : YAML.readValue(text, Object.class);
    } catch (JacksonException e) {
      // The parser's message goes over many lines, of which the indented ones show the place.
      String reason =
          e.getOriginalMessage()
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith(" "))
              .collect(Collectors.joining("; "));
      throw new BadModelException(
          "%s: not YAML (line %d: %s)".formatted(file, e.getLocation().getLineNr(), reason), e);
    } catch (NoSuchFileException e) {
      throw new BadModelException(file + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new BadModelException(file + ": not text in UTF-8", e);
    } catch (IOException e) {
      throw new StorageException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
