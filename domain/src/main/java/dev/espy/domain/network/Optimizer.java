package dev.espy.domain.network;

/** How gradients become steps. The learning rate comes with each step. */
public sealed interface Optimizer permits Optimizer.Adam {

  /**
   * Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015), with the step size
   * corrected for the bias of both moments.
   *
   * @param beta1 decay of the mean of the gradients, from 0 to below 1
   * @param beta2 decay of the mean of their squares, from 0 to below 1
   * @param epsilon added to the root of the second moment, positive
   */
  record Adam(double beta1, double beta2, double epsilon) implements Optimizer {

    /** Returns the paper's settings, with epsilon 1e-7 as in Keras. */
    public static Adam standard() {
      return new Adam(0.9, 0.999, 1e-7);
    }
  }
}
