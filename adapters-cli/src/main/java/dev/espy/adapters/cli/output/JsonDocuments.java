package dev.espy.adapters.cli.output;

import dev.espy.domain.Label;
import dev.espy.domain.confidence.Coverage;
import dev.espy.domain.confidence.Reliability;
import dev.espy.domain.evaluation.ConfusionMatrix;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.LabelScore;
import dev.espy.domain.network.LayerNotation;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.Provenance;
import dev.espy.domain.statistics.Interval;
import dev.espy.domain.statistics.Proportion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
  public static Map<String, @Nullable Object> evaluation(Evaluation evaluation) {
    ConfusionMatrix confusion = evaluation.confusion();
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("images", evaluation.images());
    document.put("accuracy", evaluation.accuracy());
    document.put("accuracyInterval", ends(evaluation.accuracyInterval()));
    document.put("balancedAccuracy", evaluation.balancedAccuracy());
    document.put("macroF1", evaluation.macroF1());
    document.put("weightedF1", evaluation.weightedF1());
    document.put("meanAveragePrecision", evaluation.meanAveragePrecision());
    document.put("averagePrecisionExact", evaluation.averagePrecisionExact());
    document.put("loss", evaluation.loss());
    document.put("top5Accuracy", evaluation.top5Accuracy());
    document.put("calibrationError", evaluation.calibrationError());
    document.put("calibrationErrorBefore", evaluation.calibrationErrorBefore());
    document.put("reliability", bins(evaluation.reliability()));
    Reliability before = evaluation.uncalibrated();
    document.put("reliabilityBefore", before == null ? null : bins(before));
    document.put("coverage", coverage(evaluation.coverage()));
    Map<String, Object> unknown = new LinkedHashMap<>();
    unknown.put("labels", evaluation.unknownLabels());
    unknown.put("images", evaluation.unknownImages());
    document.put("unknownLabels", unknown);
    document.put("absentLabels", evaluation.absentLabels());
    document.put("perLabel", evaluation.perLabel().stream().map(JsonDocuments::score).toList());
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

  private static List<Double> ends(Interval interval) {
    return List.of(interval.lower(), interval.upper());
  }

  private static List<Map<String, Object>> bins(Reliability reliability) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Reliability.Bin bin : reliability.bins()) {
      if (bin.images() > 0) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("images", bin.images());
        row.put("confidence", bin.confidence());
        row.put("accuracy", bin.accuracy());
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<Map<String, @Nullable Object>> coverage(Coverage coverage) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (double confidence : Coverage.USUAL) {
      Proportion answered = coverage.answeredFrom(confidence);
      boolean isAny = answered.total() > 0;
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("confidence", confidence);
      row.put("images", answered.total());
      row.put("answered", new Proportion(answered.total(), coverage.images()).value());
      row.put("accuracy", isAny ? answered.value() : null);
      row.put("interval", isAny ? ends(answered.interval()) : null);
      rows.add(row);
    }
    return rows;
  }

  private static Map<String, @Nullable Object> score(LabelScore score) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("label", score.label().name());
    row.put("precision", score.precision());
    row.put("precisionInterval", ends(score.precisionInterval()));
    row.put("recall", score.recall());
    row.put("recallInterval", ends(score.recallInterval()));
    row.put("f1", score.f1());
    row.put("averagePrecision", score.averagePrecision());
    row.put("support", score.support());
    return row;
  }

  private static Map<String, Object> pair(ConfusionMatrix confusion, ConfusionMatrix.Pair pair) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("truth", confusion.labels().get(pair.truth()).name());
    row.put("label", confusion.labels().get(pair.answer()).name());
    row.put("count", pair.count());
    return row;
  }

  /** Returns the document of {@code inspect --json}. */
  public static Map<String, @Nullable Object> model(Path file, Model model) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
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
    document.put("calibration", CalibrationReport.document(model.calibration()));
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
