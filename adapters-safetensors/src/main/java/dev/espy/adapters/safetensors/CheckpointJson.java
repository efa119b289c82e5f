package dev.espy.adapters.safetensors;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Tensor;
import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.recipe.RecipeCodec;
import dev.espy.domain.training.Checkpoint;
import dev.espy.domain.training.Epoch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What {@code checkpoint.json} says: all of a checkpoint but the numbers of its tensors. These are
 * in three groups; in the file of the weights each has its group's name in front.
 *
 * @param shapes the tensors by their names in the file of the weights
 * @param weightsSha256 the SHA-256 of {@code weights.safetensors} in lower-case hexadecimal
 */
record CheckpointJson(Fields root, Map<String, List<Integer>> shapes, String weightsSha256)
    implements TensorZip.Document {

  /** What the document is called. */
  static final String NAME = "checkpoint.json";

  private static final int FORMAT_VERSION = 2;

  private static final String NETWORK = "network";
  private static final String OPTIMIZER = "optimizer";
  private static final String AVERAGE = "average";

  private static Map<String, Map<String, Tensor>> groups(Checkpoint checkpoint) {
    Map<String, Map<String, Tensor>> groups = new LinkedHashMap<>();
    groups.put(NETWORK, checkpoint.state().tensors());
    groups.put(OPTIMIZER, checkpoint.state().moments());
    groups.put(AVERAGE, checkpoint.averages());
    return groups;
  }

  /** Returns all tensors of a checkpoint by their names in the file of the weights. */
  static Map<String, Tensor> tensors(Checkpoint checkpoint) {
    Map<String, Tensor> all = new LinkedHashMap<>();
    groups(checkpoint)
        .forEach(
            (group, tensors) ->
                tensors.forEach((name, tensor) -> all.put(group + "." + name, tensor)));
    return all;
  }

  static byte[] write(Checkpoint checkpoint, String weightsSha256) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("formatVersion", FORMAT_VERSION);
    root.put("data", checkpoint.data());
    root.put("recipe", RecipeCodec.writeWithLayers(checkpoint.recipe()));
    root.put("decided", checkpoint.decided());
    root.put("steps", checkpoint.state().step());
    root.put("plannedSteps", checkpoint.plannedSteps());
    root.put("epochs", checkpoint.epochs().stream().map(CheckpointJson::write).toList());
    groups(checkpoint)
        .forEach(
            (group, tensors) -> {
              Map<String, Object> shapes = new LinkedHashMap<>();
              tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
              root.put(group, shapes);
            });
    root.put("weightsSha256", weightsSha256);
    return StrictJson.indented(root);
  }

  private static Map<String, Object> write(Epoch epoch) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("number", epoch.number());
    result.put("trainLoss", epoch.trainLoss());
    result.put("trainAccuracy", epoch.trainAccuracy());
    Scores scores = epoch.validation();
    if (scores != null) {
      Map<String, Object> validation = new LinkedHashMap<>();
      validation.put("loss", scores.loss());
      validation.put("accuracy", scores.accuracy());
      validation.put("balancedAccuracy", scores.balancedAccuracy());
      validation.put("macroF1", scores.macroF1());
      result.put("validation", validation);
    }
    result.put("learningRate", epoch.learningRate());
    result.put("seconds", epoch.seconds());
    result.put("best", epoch.best());
    result.put("averaged", epoch.averaged());
    return result;
  }

  static CheckpointJson read(byte[] json) throws Refusal {
    Fields root = new Fields(NAME, StrictJson.parse(json, NAME));
    root.checkVersion(FORMAT_VERSION);
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    for (String group : List.of(NETWORK, OPTIMIZER, AVERAGE)) {
      Fields tensors = root.object(group);
      for (String name : tensors.node().propertyNames()) {
        List<Integer> shape = new ArrayList<>();
        for (JsonNode dimension : tensors.list(name)) {
          if (!dimension.isInt() || dimension.intValue() < 1) {
            throw root.missing("the shape of " + name, "whole numbers above 0");
          }
          shape.add(dimension.intValue());
        }
        shapes.put(group + "." + name, shape);
      }
    }
    return new CheckpointJson(root, shapes, root.text("weightsSha256"));
  }

  /** Returns the checkpoint. */
  Checkpoint checkpoint(Map<String, Tensor> tensors) throws Refusal {
    List<Epoch> epochs = new ArrayList<>();
    for (JsonNode epoch : root.list("epochs")) {
      epochs.add(epoch(new Fields(NAME, epoch)));
    }
    try {
      return new Checkpoint(
          root.text("data"),
          RecipeCodec.read(root.object("recipe").plain()).recipe(),
          root.texts("decided"),
          new NetworkState(group(NETWORK, tensors), group(OPTIMIZER, tensors), root.count("steps")),
          group(AVERAGE, tensors),
          epochs,
          root.count("plannedSteps"));
    } catch (BadModelException | IllegalArgumentException e) {
      throw Refusal.damaged(NAME + ": " + e.getMessage());
    }
  }

  private static Map<String, Tensor> group(String group, Map<String, Tensor> tensors) {
    Map<String, Tensor> result = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(group + ".")) {
            result.put(name.substring(group.length() + 1), tensor);
          }
        });
    return result;
  }

  private static Epoch epoch(Fields epoch) throws Refusal {
    Scores validation = null;
    if (epoch.has("validation")) {
      Fields scores = epoch.object("validation");
      validation =
          new Scores(
              scores.figure("loss"),
              scores.figure("accuracy"),
              scores.figure("balancedAccuracy"),
              scores.figure("macroF1"));
    }
    return new Epoch(
        epoch.integer("number"),
        epoch.figure("trainLoss"),
        epoch.figure("trainAccuracy"),
        validation,
        epoch.figure("learningRate"),
        epoch.figure("seconds"),
        epoch.truth("best"),
        epoch.truth("averaged"));
  }
}
