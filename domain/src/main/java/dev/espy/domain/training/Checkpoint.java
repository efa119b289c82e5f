package dev.espy.domain.training;

import dev.espy.domain.Tensor;
import dev.espy.domain.network.NetworkState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training between two epochs: what it takes to go on as if it had never stopped. All else comes
 * from the data and the settings, which must be the same.
 *
 * @param data stands for the images and labels it learns from: the same text for the same ones
 * @param settings stands for the settings that must stay as they are
 * @param decided what the settings left open and was decided while learning, by the setting's name
 * @param state the network's and the optimiser's tensors
 * @param averages the averages over time of the network's tensors, by name; empty if there are none
 * @param epochs the complete epochs in order, at least one; their numbers count from 1
 * @param plannedSteps how many steps there will be in all; no more than were taken once it is over
 */
public record Checkpoint(
    String data,
    String settings,
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

  /** Returns whether nothing is left to learn. */
  public boolean finished() {
    return state.step() == plannedSteps;
  }

  /** Returns the best epoch so far, the one whose weights are in the model file. */
  public Optional<Epoch> best() {
    return epochs.stream().filter(Epoch::best).reduce((earlier, later) -> later);
  }

  /** Returns how long learning and validating took so far, in seconds. */
  public double seconds() {
    return epochs.stream().mapToDouble(Epoch::seconds).sum();
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
