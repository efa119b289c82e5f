package dev.espy.domain.training;

import java.util.List;

/**
 * The state of a search for good settings. With the same data and settings a search resumes from it
 * as if it had not been interrupted.
 *
 * @param data the digest of the images and labels
 * @param plan the rungs in order, at least one
 * @param trials the trials so far, in order
 */
public record Search(String data, List<Rung> plan, List<Trial> trials) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is no rung, or a trial of a missing rung
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
