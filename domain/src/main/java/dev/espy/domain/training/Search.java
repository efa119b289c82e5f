package dev.espy.domain.training;

import java.util.List;

/**
 * A search for good settings, as far as it has come: all that it takes to go on as if it had never
 * stopped. All else comes from the data and the settings, which must be the same.
 *
 * @param data stands for the images and labels that are learned from: the same text for the same
 * @param plan the rungs in order, at least one
 * @param trials those that were made, in order
 */
public record Search(String data, List<Rung> plan, List<Trial> trials) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is no rung, or a trial of a rung that there is not
   */
  public Search {
    plan = List.copyOf(plan);
    trials = List.copyOf(trials);
    if (plan.isEmpty()) {
      throw new IllegalArgumentException("no plan");
    }
    for (Trial trial : trials) {
      if (trial.rung() > plan.size()) {
        throw new IllegalArgumentException("there is no rung " + trial.rung());
      }
    }
  }

  /** Returns the trials of a rung, in the order in which they were made. */
  public List<Trial> rung(int number) {
    return trials.stream().filter(trial -> trial.rung() == number).toList();
  }
}
