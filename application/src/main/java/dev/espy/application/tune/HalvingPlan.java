package dev.espy.application.tune;

import dev.espy.domain.training.Rung;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The plan of a search: rungs, each of a third of the trials of the one before, which have three
 * times as many epochs.
 */
final class HalvingPlan {

  /** The share of trials that go on is one in so many. */
  static final int ETA = 3;

  /** With fewer settings than this a search is not worth its name. */
  static final int FEWEST = 9;

  /** More settings than this hardly find better ones, where four numbers are looked for. */
  static final int MOST = 81;

  private HalvingPlan() {}

  /**
   * Returns the plan for a number of settings. A rung that leaves nothing to choose from is left
   * out, and so is one of no epoch.
   *
   * @param trials how many settings to try, at least 1
   * @param longest how many epochs a trial of the last rung has, at least 1
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
   * Returns the plan that tries most settings in the time there is. If that is not many, trials are
   * shorter rather than fewer.
   *
   * @param budget how many epochs there is time for
   * @param longest how many epochs a trial of the last rung has if there is time, at least 1
   * @return the rungs in order, which take no more than the budget, or one epoch
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

  /** Returns how many epochs all trials of a plan have together. */
  static long epochs(List<Rung> plan) {
    return plan.stream().mapToLong(rung -> (long) rung.trials() * rung.epochs()).sum();
  }

  /** Returns how many trainings a plan has. */
  static int trainings(List<Rung> plan) {
    return plan.stream().mapToInt(Rung::trials).sum();
  }
}
