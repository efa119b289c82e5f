package dev.espy.domain.training;

import dev.espy.domain.Tensor;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.recipe.Recipe;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a training between two epochs. With the same data and recipe a training resumes from
 * it as if it had not been interrupted.
 *
 * @param data the digest of the images and labels
 * @param recipe the recipe
 * @param decided the decisions during training on settings that were left open, by name
 * @param state the tensors of the network and the optimiser
 * @param averages the averages of the network's tensors by name; empty if no average is kept
 * @param epochs the complete epochs in order, at least one, numbered from 1
 * @param plannedSteps the planned number of steps; equal to the steps done once the training is
 *     over
 */
public record Checkpoint(
    String data,
    Recipe recipe,
    Map<String, String> decided,
    NetworkState state,
    Map<String, Tensor> averages,
    List<Epoch> epochs,
    long plannedSteps) {

  /**
   * Copies list and maps, keeping their order.
   *
   * @throws IllegalArgumentException if there is no epoch or they are not numbered from 1, or if
   *     more steps were taken than planned
   */
  public Checkpoint {
    decided = Collections.unmodifiableMap(new LinkedHashMap<>(decided));
    averages = Collections.unmodifiableMap(new LinkedHashMap<>(averages));
    epochs = List.copyOf(epochs);
    require(!epochs.isEmpty(), "no epoch is complete");
    for (int i = 0; i < epochs.size(); i++) {
      require(epochs.get(i).number() == i + 1, "epoch " + (i + 1) + " is not in its place");
    }
    require(
        state.step() <= plannedSteps, state.step() + " steps taken, " + plannedSteps + " planned");
  }

  /** Returns whether the training is over. */
  public boolean finished() {
    return state.step() == plannedSteps;
  }

  /** Returns the best epoch so far, the one whose weights are in the model file. */
  public Optional<Epoch> best() {
    return epochs.stream().filter(Epoch::best).reduce((earlier, later) -> later);
  }

  /** Returns the time of training and validating so far, in seconds. */
  public double seconds() {
    return epochs.stream().mapToDouble(Epoch::seconds).sum();
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
