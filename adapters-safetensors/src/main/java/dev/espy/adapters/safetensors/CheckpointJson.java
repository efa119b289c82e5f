package dev.espy.adapters.safetensors;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Tensor;
import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.recipe.RecipeCodec;
import dev.espy.domain.training.Checkpoint;
import dev.espy.domain.training.Epoch;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code checkpoint.json}: everything of a checkpoint except the values of its
 * tensors. The tensors form three groups: network, optimizer and average. In {@code
 * weights.safetensors} the name of each tensor starts with its group.
 *
 * @param shapes the shapes of the tensors by their names in {@code weights.safetensors}
 */
record CheckpointJson(Root root, Map<String, List<Integer>> shapes) implements TensorZip.Document {

  /** The file name of the document in the zip. */
  static final String NAME = "checkpoint.json";

  private static final int FORMAT_VERSION = 2;

  private static final String NETWORK = "network.";
  private static final String OPTIMIZER = "optimizer.";
  private static final String AVERAGE = "average.";

  /** The document; the tensors of the three groups are given by name and shape. */
  record Root(
      int formatVersion,
      String data,
      Map<String, Object> recipe,
      Map<String, String> decided,
      long steps,
      long plannedSteps,
      List<Row> epochs,
      Map<String, List<Integer>> network,
      Map<String, List<Integer>> optimizer,
      Map<String, List<Integer>> average,
      String weightsSha256) {}

  /** The figures of an epoch. */
  record Row(
      int number,
      double trainLoss,
      double trainAccuracy,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Figures validation,
      double learningRate,
      double seconds,
      boolean best,
      boolean averaged) {

    Row(Epoch epoch) {
      this(
          epoch.number(),
          epoch.trainLoss(),
          epoch.trainAccuracy(),
          epoch.validation() == null ? null : new Figures(epoch.validation()),
          epoch.learningRate(),
          epoch.seconds(),
          epoch.best(),
          epoch.averaged());
    }

    Epoch epoch() {
      return new Epoch(
          number,
          trainLoss,
          trainAccuracy,
          validation == null ? null : validation.scores(),
          learningRate,
          seconds,
          best,
          averaged);
    }
  }

  /** The scores on the validation images. */
  record Figures(double loss, double accuracy, double balancedAccuracy, double macroF1) {

    Figures(Scores scores) {
      this(scores.loss(), scores.accuracy(), scores.balancedAccuracy(), scores.macroF1());
    }

    Scores scores() {
      return new Scores(loss, accuracy, balancedAccuracy, macroF1);
    }
  }

  /** Returns all tensors of a checkpoint by their names in {@code weights.safetensors}. */
  static Map<String, Tensor> tensors(Checkpoint checkpoint) {
    Map<String, Tensor> all = new LinkedHashMap<>();
    checkpoint.state().tensors().forEach((name, tensor) -> all.put(NETWORK + name, tensor));
    checkpoint.state().moments().forEach((name, tensor) -> all.put(OPTIMIZER + name, tensor));
    checkpoint.averages().forEach((name, tensor) -> all.put(AVERAGE + name, tensor));
    return all;
  }

  static byte[] write(Checkpoint checkpoint, String weightsSha256) {
    return StrictJson.indented(
        new Root(
            FORMAT_VERSION,
            checkpoint.data(),
            RecipeCodec.writeWithLayers(checkpoint.recipe()),
            checkpoint.decided(),
            checkpoint.state().step(),
            checkpoint.plannedSteps(),
            checkpoint.epochs().stream().map(Row::new).toList(),
            shapes(checkpoint.state().tensors()),
            shapes(checkpoint.state().moments()),
            shapes(checkpoint.averages()),
            weightsSha256));
  }

  private static Map<String, List<Integer>> shapes(Map<String, Tensor> tensors) {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> shapes.put(name, Arrays.stream(tensor.shape()).boxed().toList()));
    return shapes;
  }

  static CheckpointJson read(byte[] json) throws InvalidFileException {
    Root root = StrictJson.read(json, NAME, FORMAT_VERSION, FORMAT_VERSION, Root.class);
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    root.network().forEach((name, shape) -> shapes.put(NETWORK + name, shape));
    root.optimizer().forEach((name, shape) -> shapes.put(OPTIMIZER + name, shape));
    root.average().forEach((name, shape) -> shapes.put(AVERAGE + name, shape));
    for (Map.Entry<String, List<Integer>> shape : shapes.entrySet()) {
      if (shape.getValue().stream().anyMatch(dimension -> dimension < 1)) {
        throw InvalidFileException.damaged(
            "%s: the shape of %s is %s, but sizes are at least 1"
                .formatted(NAME, shape.getKey(), shape.getValue()));
      }
    }
    return new CheckpointJson(root, shapes);
  }

  @Override
  public String weightsSha256() {
    return root.weightsSha256();
  }

  /** Returns the checkpoint. */
  Checkpoint checkpoint(Map<String, Tensor> tensors) throws InvalidFileException {
    try {
      return new Checkpoint(
          root.data(),
          RecipeCodec.read(RecipeCodec.completed(root.recipe())).recipe(),
          root.decided(),
          new NetworkState(group(NETWORK, tensors), group(OPTIMIZER, tensors), root.steps()),
          group(AVERAGE, tensors),
          root.epochs().stream().map(Row::epoch).toList(),
          root.plannedSteps());
    } catch (BadModelException | IllegalArgumentException e) {
      throw InvalidFileException.damaged(NAME + ": " + e.getMessage());
    }
  }

  private static Map<String, Tensor> group(String prefix, Map<String, Tensor> tensors) {
    Map<String, Tensor> result = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            result.put(name.substring(prefix.length()), tensor);
          }
        });
    return result;
  }
}
