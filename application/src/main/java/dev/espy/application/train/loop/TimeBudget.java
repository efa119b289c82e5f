package dev.espy.application.train.loop;

import dev.espy.application.RunControl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how many steps fit into a time limit, so that the learning rate's schedule can end
 * where the time does. It knows the speed by measuring the first steps, and plans whole epochs
 * where at least one fits. Until a quarter of the time is over it plans anew with each epoch,
 * because at first everything is slow; from then on it only takes back what turns out to be too
 * much.
 */
final class TimeBudget {

  // The first steps take longer: the engine prepares, the Java compiler is at work.
  private static final int NOT_MEASURED = 3;
  private static final int ENOUGH_STEPS = 100;
  private static final double ENOUGH_TIME = 0.02;

  /** The share of the limit that is left when the plan is settled, and may only be shortened. */
  private static final double SETTLED = 0.75;

  /**
   * How much what was measured counts after the next plan. Until it is settled, all gets faster.
   */
  private static final double REMEMBERED = 0.1;

  private enum Stage {
    NOTHING_KNOWN,
    PROVISIONAL,
    SETTLED
  }

  /** What is left free of the limit, so that not every delay needs another plan. */
  private static final double RESERVE = 0.04;

  /** What an image costs to classify, for one that costs 1 to learn from; until it is measured. */
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
   * @param limit how long everything may take, or null for as long as it takes
   * @param started when it began, by the control's clock
   * @param stepsPerEpoch how many steps an epoch has
   * @param validations how many steps' images are classified after an epoch
   * @param control its clock; its listener is told of plans
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

  /** An epoch begins. */
  void epochBegins() {
    long now = control.now();
    if (steps > 0) {
      betweenEpochs = now - last;
    }
    last = now;
    epochBegan = true;
  }

  /**
   * A step was taken.
   *
   * @param step its number, from 1
   * @param total how many steps there were to be in all
   * @return how many there are to be now, at least {@code step}
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
    // The best model is validated once more at the very end.
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
    // Whole epochs if there is time for at least this one.
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
