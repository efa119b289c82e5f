package dev.espy.adapters.safetensors;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import dev.espy.domain.confidence.Calibration;
import dev.espy.domain.confidence.Coverage;
import dev.espy.domain.confidence.Temperature;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.LayerNotation;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Network;
import dev.espy.domain.network.Provenance;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code model.json}: everything of a model except its weights.
 *
 * <p>Unknown keys are ignored, except in the architecture. So a newer Espy may add keys that change
 * no answer without a new format version. A change that affects answers needs a new format version,
 * and an unknown version is refused.
 *
 * @param calibration the calibration, or null if there is none
 * @param weightsSha256 the SHA-256 of {@code weights.safetensors} in lower-case hexadecimal
 */
record ModelJson(
    Labels labels,
    Preprocessing preprocessing,
    Architecture architecture,
    @Nullable Calibration calibration,
    Provenance provenance,
    String weightsSha256)
    implements TensorZip.Document {

  /** The file name of the document in the zip. */
  static final String NAME = "model.json";

  /** The format version of a model without a calibration. Older programs read it, too. */
  static final int UNCALIBRATED = 1;

  /** The format version of a model with a calibration, which affects its answers. */
  static final int CALIBRATED = 2;

  /** The document. */
  record Root(
      int formatVersion,
      List<String> labels,
      Input input,
      Scaling preprocessing,
      Object architecture,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Confidence calibration,
      Origin provenance,
      String weightsSha256) {}

  /** The input shape. */
  record Input(int channels, int height, int width) {}

  /** The scaling of the input's values. */
  record Scaling(float mean, float deviation) {}

  /** The calibration. */
  record Confidence(
      float temperature,
      double errorBefore,
      double error,
      Answered coverage,
      List<Integer> truths,
      List<Integer> answers) {

    Confidence(Calibration calibration) {
      this(
          calibration.temperature().value(),
          calibration.errorBefore(),
          calibration.error(),
          new Answered(calibration.coverage()),
          calibration.truths(),
          calibration.answers());
    }

    Calibration calibration() {
      return new Calibration(
          new Temperature(temperature), errorBefore, error, coverage.coverage(), truths, answers);
    }
  }

  /** The steps of the coverage, as a list for each of their numbers. */
  record Answered(List<Double> confidences, List<Long> images, List<Long> correct) {

    Answered(Coverage coverage) {
      this(
          coverage.steps().stream().map(Coverage.Step::confidence).toList(),
          coverage.steps().stream().map(Coverage.Step::images).toList(),
          coverage.steps().stream().map(Coverage.Step::correct).toList());
    }

    Coverage coverage() {
      if (images.size() != confidences.size() || correct.size() != confidences.size()) {
        throw new IllegalArgumentException("the lists of coverage differ in length");
      }
      return new Coverage(
          IntStream.range(0, confidences.size())
              .mapToObj(i -> new Coverage.Step(confidences.get(i), images.get(i), correct.get(i)))
              .toList());
    }
  }

  /** The provenance. */
  record Origin(
      String created,
      String createdBy,
      String engine,
      String platform,
      String dataSet,
      int trainingImages,
      int validationImages,
      int epoch,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double validationAccuracy,
      Map<String, String> settings) {

    Origin(Provenance provenance) {
      this(
          provenance.created().toString(),
          provenance.createdBy(),
          provenance.engine(),
          provenance.platform(),
          provenance.dataSet(),
          provenance.trainingImages(),
          provenance.validationImages(),
          provenance.epoch(),
          provenance.validationAccuracy(),
          provenance.settings());
    }

    Provenance provenance() {
      if (validationAccuracy != null && !Double.isFinite(validationAccuracy)) {
        throw new IllegalArgumentException("validationAccuracy is " + validationAccuracy);
      }
      return new Provenance(
          Instant.parse(created),
          createdBy,
          engine,
          platform,
          dataSet,
          trainingImages,
          validationImages,
          epoch,
          validationAccuracy,
          settings);
    }
  }

  static byte[] write(Model model, String weightsSha256) {
    Shape shape = model.preprocessing().input();
    Calibration calibration = model.calibration();
    return StrictJson.indented(
        new Root(
            calibration == null ? UNCALIBRATED : CALIBRATED,
            model.labels().asList().stream().map(Label::name).toList(),
            new Input(shape.channels(), shape.height(), shape.width()),
            new Scaling(model.preprocessing().mean(), model.preprocessing().deviation()),
            LayerNotation.write(model.architecture()),
            calibration == null ? null : new Confidence(calibration),
            new Origin(model.provenance()),
            weightsSha256));
  }

  static ModelJson read(byte[] json) throws InvalidFileException {
    Root root = StrictJson.read(json, NAME, UNCALIBRATED, CALIBRATED, Root.class);
    Input input = root.input();
    Confidence confidence = root.calibration();
    if ((confidence == null) != (root.formatVersion() == UNCALIBRATED)) {
      throw InvalidFileException.damaged(
          NAME
              + ": format version %d has %s calibration"
                  .formatted(root.formatVersion(), confidence == null ? "a" : "no"));
    }
    Scaling scaling = root.preprocessing();
    try {
      ModelJson document =
          new ModelJson(
              new Labels(root.labels().stream().map(Label::new).toList()),
              new Preprocessing(
                  new Shape(input.channels(), input.height(), input.width()),
                  scaling.mean(),
                  scaling.deviation()),
              LayerNotation.read(root.architecture()),
              confidence == null ? null : confidence.calibration(),
              root.provenance().provenance(),
              root.weightsSha256());
      // Layers that do not fit each other are refused here, with the name of this document.
      var unused = document.network();
      return document;
    } catch (BadModelException | IllegalArgumentException | DateTimeException e) {
      throw InvalidFileException.damaged(NAME + ": " + e.getMessage());
    }
  }

  private Network network() {
    return Network.of(architecture, preprocessing.input(), labels.size());
  }

  /** Returns the shapes of the network's tensors by name. */
  @Override
  public Map<String, List<Integer>> shapes() {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    network().parameters().forEach(tensor -> shapes.put(tensor.name(), tensor.shape()));
    return shapes;
  }
}
