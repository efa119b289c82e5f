package dev.espy.adapters.cli.output;

import dev.espy.domain.Label;
import dev.espy.domain.evaluation.ConfusionMatrix;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.network.LayerNotation;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.Provenance;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON documents that commands print and files hold. */
public final class JsonDocuments {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonDocuments() {}

  /** Returns a document as JSON text. */
  public static String json(Object document) {
    return JSON.writeValueAsString(document);
  }

  /** Returns the document of {@code validate --json} and evaluation.json. */
  public static Map<String, Object> evaluation(Evaluation evaluation) {
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

  /** Returns the document of {@code inspect --json}. */
  public static Map<String, Object> model(Path file, Model model) {
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

  /** Returns the origin of a model. */
  static Map<String, @Nullable Object> provenance(Provenance provenance) {
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
}
