package dev.espy.domain.fake;

import dev.espy.domain.Tensor;
import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.recipe.Preset;
import dev.espy.domain.training.Checkpoint;
import dev.espy.domain.training.Epoch;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Invented checkpoints for tests. */
public final class ExampleCheckpoints {

  private ExampleCheckpoints() {}

  /** Returns a checkpoint with two epochs, moments and averages, and random tensors. */
  public static Checkpoint small(long seed) {
    Map<String, Tensor> tensors = ExampleModels.small(seed).tensors();
    Map<String, Tensor> moments = new LinkedHashMap<>();
    for (String prefix : List.of("m.", "v.")) {
      tensors.forEach((name, tensor) -> moments.put(prefix + name, filled(tensor, 1e-9f / seed)));
    }
    return new Checkpoint(
        "d1ce",
        Preset.FAST.recipe().toBuilder().seed(seed).build(),
        Map.of("augmentation", "shift=0.04,flip=0.5"),
        new NetworkState(tensors, moments, 14),
        ExampleModels.small(seed + 1).tensors(),
        List.of(
            new Epoch(
                1, 1 / 3.0, 0.25, new Scores(1.5, 0.5, 0.4, 0.1 + 0.2), 0.001, 12.75, true, true),
            new Epoch(
                2, 1e-300, 1, new Scores(0.5, 0.25, 0, 1), Math.nextUp(0.1), 0, false, false)),
        70);
  }

  /**
   * Returns the checkpoint of a finished training without validation, average and moments, whose
   * loss is not a number.
   */
  public static Checkpoint plain() {
    return new Checkpoint(
        "",
        Preset.TUTORIAL.recipe(),
        Map.of(),
        new NetworkState(ExampleModels.tutorial(1).tensors(), Map.of(), 1),
        Map.of(),
        List.of(new Epoch(1, Double.NaN, 0, null, Double.POSITIVE_INFINITY, 1, true, false)),
        1);
  }

  private static Tensor filled(Tensor like, float value) {
    float[] values = new float[like.values().length];
    Arrays.fill(values, value);
    return new Tensor(like.shape(), values);
  }
}
