package dev.espy.domain.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the learning rate goes up and down while learning. It changes with every batch. */
public enum Schedule {
  /** Stays at the peak. */
  CONSTANT {
    @Override
    public double factor(double done) {
      return 1;
    }
  },
  /** Falls to a tenth after one half, and to a tenth of that after three quarters. */
  STEP {
    @Override
    public double factor(double done) {
      return done < 0.5 ? 1 : done < 0.75 ? 0.1 : 0.01;
    }
  },
  /**
   * Rises in a straight line for the first twentieth, then falls along half a cosine (Loshchilov
   * and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017, without restarts).
   */
  COSINE {
    @Override
    public double factor(double done) {
      return done < 0.05
          ? FIRST + (1 - FIRST) * done / 0.05
          : halfCosine(1, LAST, (done - 0.05) / 0.95);
    }
  },
  /**
   * Rises along half a cosine for three tenths, then falls along another (Smith and Topin,
   * "Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates", 2018).
   */
  ONE_CYCLE {
    @Override
    public double factor(double done) {
      return done < 0.3
          ? halfCosine(FIRST, 1, done / 0.3)
          : halfCosine(1, LAST, (done - 0.3) / 0.7);
    }
  };

  /** Where schedules with a warm-up begin. */
  private static final double FIRST = 0.04;

  /** Where falling schedules end: nearly nothing, but an engine wants a positive rate. */
  private static final double LAST = 0.0001;

  /**
   * Returns the share of the peak learning rate to take the next step with.
   *
   * @param done the share of all steps that were taken, from 0 to 1
   * @return above 0, at most 1
   */
  public abstract double factor(double done);

  private static double halfCosine(double from, double to, double done) {
    return to + (from - to) * (1 + Math.cos(Math.PI * done)) / 2;
  }

  /**
   * Reads a schedule as people write it.
   *
   * @throws IllegalArgumentException if it is none, with a message for the user
   */
  public static Schedule parse(String notation) {
    return Arrays.stream(values())
        .filter(schedule -> schedule.toString().equals(notation.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no schedule; there are %s"
                        .formatted(
                            notation,
                            Arrays.stream(values())
                                .map(Schedule::toString)
                                .collect(Collectors.joining(", ")))));
  }

  /** Returns the name as people write it, such as {@code one-cycle}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
