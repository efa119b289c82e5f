package dev.espy.application.train.loop;

import dev.espy.application.train.data.TrainingData;
import dev.espy.domain.Tensor;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.training.Epoch;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a training between two epochs. Together with the data and the recipe it determines
 * all further epochs.
 *
 * @param state the tensors of the network and the optimiser, and the number of steps done
 * @param averages the averages of the network's tensors by name; empty if no average is kept
 * @param epochs the complete epochs in order
 * @param plannedSteps the number of steps planned in all, done ones included
 * @param augmentation the augmentation of the training images, or null while undecided
 */
public record TrainingState(
    NetworkState state,
    Map<String, Tensor> averages,
    List<Epoch> epochs,
    long plannedSteps,
    @Nullable Augmentation augmentation) {

  /** Copies the list and the map, keeping its order. */
  public TrainingState {
    averages = Collections.unmodifiableMap(new LinkedHashMap<>(averages));
    epochs = List.copyOf(epochs);
  }

  /** Returns the state before the first epoch, with newly initialized weights. */
  public static TrainingState initial(Recipe recipe, TrainingData data) {
    int stepsPerEpoch = data.stepsPerEpoch(recipe);
    boolean limited = recipe.stopping().timeLimit() != null;
    return new TrainingState(
        NetworkState.initial(data.spec(recipe)),
        Map.of(),
        List.of(),
        (long) recipe.stopping().length().epochs(stepsPerEpoch, limited) * stepsPerEpoch,
        recipe.augmentation());
  }
}
