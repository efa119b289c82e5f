package dev.espy.domain.recipe;

import dev.espy.domain.Words;

/** The schedule of the learning rate during training. The rate changes with every batch. */
public enum Schedule {
  /** Constant at the peak rate. */
  CONSTANT {
    @Override
    public double factor(double done) {
      return 1;
    }
  },
  /** Falls to a tenth after one half of the steps, and to a hundredth after three quarters. */
  STEP {
    @Override
    public double factor(double done) {
      return done < 0.5 ? 1 : done < 0.75 ? 0.1 : 0.01;
    }
  },
  /**
   * Rises linearly during the first twentieth of the steps, then falls along half a cosine
   * (Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017, without
   * restarts).
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
   * Rises along half a cosine during three tenths of the steps, then falls along another (Smith and
   * Topin, "Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates",
   * 2018).
   */
  ONE_CYCLE {
    @Override
    public double factor(double done) {
      return done < 0.3
          ? halfCosine(FIRST, 1, done / 0.3)
          : halfCosine(1, LAST, (done - 0.3) / 0.7);
    }
  };

  /** The initial factor of schedules with a warm-up. */
  private static final double FIRST = 0.04;

  /** The final factor of falling schedules; nearly 0, but engines need a positive rate. */
  private static final double LAST = 0.0001;

  /**
   * Returns the factor of the peak learning rate for the next step.
   *
   * @param done the share of all steps that are done, from 0 to 1
   * @return the factor, above 0 and at most 1
   */
  public abstract double factor(double done);

  private static double halfCosine(double from, double to, double done) {
    return to + (from - to) * (1 + Math.cos(Math.PI * done)) / 2;
  }

  /** Returns the name for users, such as {@code one-cycle}. */
  @Override
  public String toString() {
    return Words.of(this);
  }
}
