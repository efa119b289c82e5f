package dev.espy.adapters.safetensors;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code model.json}: everything of a model except its weights.
 *
 * <p>Unknown keys are ignored, except in the architecture. So a newer Espy may add keys that change
 * no answer without a new format version. A change that affects answers needs a new format version,
 * and an unknown version is refused.
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

  /** The file name of the document in the zip. */
  static final String NAME = "model.json";

  /** The format version that this program writes, and the only one that it reads. */
  static final int FORMAT_VERSION = 1;

  /** The document. */
  record Root(
      int formatVersion,
      List<String> labels,
      Input input,
      Scaling preprocessing,
      Object architecture,
      Origin provenance,
      String weightsSha256) {}

  /** The input shape. */
  record Input(int channels, int height, int width) {}

  /** The scaling of the input's values. */
  record Scaling(float mean, float deviation) {}

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
    return StrictJson.indented(
        new Root(
            FORMAT_VERSION,
            model.labels().asList().stream().map(Label::name).toList(),
            new Input(shape.channels(), shape.height(), shape.width()),
            new Scaling(model.preprocessing().mean(), model.preprocessing().deviation()),
            LayerNotation.write(model.architecture()),
            new Origin(model.provenance()),
            weightsSha256));
  }

  static ModelJson read(byte[] json) throws InvalidFileException {
    Root root = StrictJson.read(json, NAME, FORMAT_VERSION, Root.class);
    Input input = root.input();
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
