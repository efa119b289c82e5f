package dev.espy.application.train.loop;

import dev.espy.application.RunControl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Plans the number of steps that fit into a time limit, so that the learning rate's schedule ends
 * with the time. It measures the speed of the first steps and plans whole epochs if at least one
 * fits. During the first quarter of the time it plans anew with each epoch, because training is
 * slow at first; later it only shortens the plan.
 */
final class TimeBudget {

  // The first steps are slower: the engine prepares itself and Java compiles.
  private static final int NOT_MEASURED = 3;
  private static final int ENOUGH_STEPS = 100;
  private static final double ENOUGH_TIME = 0.02;

  /** The remaining share of the limit from which the plan may only be shortened. */
  private static final double SETTLED = 0.75;

  /**
   * The weight of earlier measurements after a plan; until the plan is settled, steps become
   * faster.
   */
  private static final double REMEMBERED = 0.1;

  private enum Stage {
    NOTHING_KNOWN,
    PROVISIONAL,
    SETTLED
  }

  /** The unused share of the limit, so that not every delay needs a new plan. */
  private static final double RESERVE = 0.04;

  /** The assumed time to classify an image, relative to training on it, until it is measured. */
  private static final double VALIDATING = 0.4;

  private final @Nullable Duration limit;
  private final int stepsPerEpoch;
  private final double validations;
  private final long end;
  private final RunControl control;
  private long last;
  private long steps;
  private double learning;
  private double betweenEpochs = Double.NaN;
  private double measured;
  private boolean epochBegan;
  private long told;
  private long mostSteps;
  private Stage stage = Stage.NOTHING_KNOWN;

  /**
   * @param limit the time limit, or null for none
   * @param started the start of the time limit, on the clock of the control
   * @param stepsPerEpoch the number of steps per epoch
   * @param validations the number of images validated after an epoch, in batches
   * @param control the clock and the listener that is told the plans
   */
  TimeBudget(
      @Nullable Duration limit,
      long started,
      int stepsPerEpoch,
      double validations,
      RunControl control) {
    this.limit = limit;
    this.stepsPerEpoch = stepsPerEpoch;
    this.validations = validations;
    this.end = started + (limit == null ? 0 : limit.toNanos());
    this.control = control;
  }

  /** Records the start of an epoch. */
  void epochBegins() {
    long now = control.now();
    if (steps > 0) {
      betweenEpochs = now - last;
    }
    last = now;
    epochBegan = true;
  }

  /**
   * Records a step and plans.
   *
   * @param step the 1-based number of the step
   * @param total the planned number of steps so far
   * @return the planned number of steps from now on, at least {@code step}
   */
  long stepTaken(long step, long total) {
    if (limit == null) {
      return total;
    }
    long now = control.now();
    if (++steps > NOT_MEASURED) {
      learning += now - last;
      measured++;
    }
    last = now;
    boolean enough = measured >= ENOUGH_STEPS || learning >= ENOUGH_TIME * limit.toNanos();
    boolean settles = end - now <= SETTLED * limit.toNanos();
    boolean waits =
        switch (stage) {
          case NOTHING_KNOWN -> !enough;
          case PROVISIONAL -> !epochBegan && !settles;
          case SETTLED -> false;
        };
    if (now < end && (waits || measured == 0)) {
      return total;
    }
    mostSteps = stage == Stage.NOTHING_KNOWN ? total : mostSteps;
    long most = stage == Stage.SETTLED ? total : mostSteps;
    double aStep = measured == 0 ? 0 : learning / measured;
    double after = Double.isNaN(betweenEpochs) ? validations * VALIDATING * aStep : betweenEpochs;
    long toCome = (most - 1) / stepsPerEpoch - (step - 1) / stepsPerEpoch + 1;
    // The best model is validated once more at the end.
    boolean fits = (most - step) * aStep + (toCome + 1) * after <= end - now;
    long fitting = fits ? most : Math.min(most, fitting(limit, step, end - now, aStep, after));
    if (fitting != total) {
      control.listener().epochsPlanned((int) ((fitting - 1) / stepsPerEpoch + 1));
    }
    if (stage == Stage.NOTHING_KNOWN || (settles && fitting != told)) {
      tell(limit, most, fitting);
    }
    if (stage != Stage.SETTLED) {
      stage = settles ? Stage.SETTLED : Stage.PROVISIONAL;
      learning *= settles ? 1 : REMEMBERED;
      measured *= settles ? 1 : REMEMBERED;
    }
    epochBegan = false;
    return fitting;
  }

  private long fitting(Duration limit, long step, long left, double aStep, double after) {
    // Whole epochs if there is time for at least the current one.
    double usable = left - RESERVE * limit.toNanos() - after;
    long inThisEpoch = stepsPerEpoch - 1 - (step - 1) % stepsPerEpoch;
    double afterThisEpoch = usable - inThisEpoch * aStep - after;
    if (afterThisEpoch >= 0) {
      long more = (long) (afterThisEpoch / (stepsPerEpoch * aStep + after));
      return step + inThisEpoch + more * stepsPerEpoch;
    }
    return step + (long) Math.max(0, (usable - after) / aStep);
  }

  private void tell(Duration limit, long before, long now) {
    long epochs = (now - 1) / stepsPerEpoch + 1;
    boolean whole = now % stepsPerEpoch == 0;
    String fitting =
        whole
            ? "%,d epoch%s fit%s".formatted(epochs, epochs == 1 ? "" : "s", epochs == 1 ? "s" : "")
            : "%,d of %,d steps of epoch %,d fit"
                .formatted((now - 1) % stepsPerEpoch + 1, stepsPerEpoch, epochs);
    String text = text(limit);
    control
        .listener()
        .note(
            stage != Stage.NOTHING_KNOWN
                ? "It takes %s time than planned: %s into the time limit of %s now."
                    .formatted(now < told ? "more" : "less", fitting, text)
                : "%s into the time limit of %s; the learning rate's schedule is planned for that."
                    .formatted(now < before ? fitting : "All " + fitting, text));
    told = now;
  }

  private static String text(Duration limit) {
    long seconds = limit.toSeconds();
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
