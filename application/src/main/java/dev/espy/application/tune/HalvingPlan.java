package dev.espy.application.tune;

import dev.espy.domain.training.Rung;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The plan of successive halving: each rung has a third of the trials of the previous rung, with
 * three times as many epochs.
 */
final class HalvingPlan {

  /** The reduction factor: one trial in {@value} is promoted to the next rung. */
  static final int ETA = 3;

  /** The fewest candidates of a useful search. */
  static final int FEWEST = 9;

  /** The most candidates; more hardly improve the result with four settings to search. */
  static final int MOST = 81;

  private HalvingPlan() {}

  /**
   * Returns the plan for a number of candidates, without rungs of one trial or of no epoch before
   * the last.
   *
   * @param trials the number of candidates, at least 1
   * @param longest the number of epochs of a trial of the last rung, at least 1
   * @return the rungs in order
   */
  static List<Rung> of(int trials, int longest) {
    List<Rung> plan = new ArrayList<>();
    int share = 1;
    int epochs = longest;
    int after = Integer.MAX_VALUE;
    while (epochs >= 1 && epochs < after && (share == 1 || trials / share >= 2)) {
      plan.add(new Rung(1, epochs));
      after = epochs;
      share *= ETA;
      epochs = Math.round((float) longest / share);
    }
    Collections.reverse(plan);
    int left = trials;
    for (int rung = 0; rung < plan.size(); rung++) {
      plan.set(rung, new Rung(left, plan.get(rung).epochs()));
      left /= ETA;
    }
    return plan;
  }

  /**
   * Returns the plan with the most candidates within a budget. With a small budget, trials become
   * shorter rather than fewer.
   *
   * @param budget the number of epochs that fit into the time
   * @param longest the number of epochs of a trial of the last rung if there is time, at least 1
   * @return the rungs in order, within the budget or of a single epoch
   */
  static List<Rung> within(double budget, int longest) {
    int trials = MOST;
    while (trials > 1 && epochs(of(trials, longest)) > budget) {
      trials--;
    }
    boolean fits = trials >= FEWEST || longest == 1;
    return fits
        ? of(trials, longest)
        : within(budget, Math.max(1, Math.round((float) longest / ETA)));
  }

  /** Returns the number of epochs of all trials of a plan. */
  static long epochs(List<Rung> plan) {
    return plan.stream().mapToLong(rung -> (long) rung.trials() * rung.epochs()).sum();
  }

  /** Returns the number of trials of a plan. */
  static int trainings(List<Rung> plan) {
    return plan.stream().mapToInt(Rung::trials).sum();
  }
}
