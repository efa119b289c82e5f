package dev.espy.domain.recipe;

import dev.espy.domain.Words;
import dev.espy.domain.network.Optimizer;

/** The optimisers of recipes. */
public enum OptimizerName {
  /** Adam, without weight decay. */
  ADAM(0) {
    @Override
    Optimizer optimizer(double weightDecay, double clipNorm) {
      return ADAMW.optimizer(0, clipNorm);
    }

    @Override
    boolean decaysWeights() {
      return false;
    }
  },
  /** Adam with decoupled weight decay. */
  ADAMW(0.01) {
    @Override
    Optimizer optimizer(double weightDecay, double clipNorm) {
      Optimizer.Adam usual = Optimizer.Adam.standard();
      return new Optimizer.Adam(
          usual.beta1(), usual.beta2(), usual.epsilon(), weightDecay, clipNorm);
    }
  },
  /** Stochastic gradient descent with Nesterov's momentum of 0.9. */
  SGD(0) {
    @Override
    Optimizer optimizer(double weightDecay, double clipNorm) {
      Optimizer.Sgd usual = Optimizer.Sgd.standard();
      return new Optimizer.Sgd(usual.momentum(), usual.nesterov(), weightDecay, clipNorm);
    }
  };

  private final double usualWeightDecay;

  OptimizerName(double usualWeightDecay) {
    this.usualWeightDecay = usualWeightDecay;
  }

  /** Returns the weight decay if a recipe sets none, at least 0. */
  public double usualWeightDecay() {
    return usualWeightDecay;
  }

  /** Returns whether the optimiser supports weight decay. */
  boolean decaysWeights() {
    return true;
  }

  /**
   * Returns the optimiser.
   *
   * @param weightDecay the weight decay, at least 0
   * @param clipNorm the largest norm of all gradients together, positive, perhaps infinite
   */
  abstract Optimizer optimizer(double weightDecay, double clipNorm);

  /** Returns the name for users, such as {@code adamw}. */
  @Override
  public String toString() {
    return Words.of(this);
  }
}
