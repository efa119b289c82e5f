package dev.espy.adapters.cli;

/** The optimisers that {@code train} offers. */
enum OptimizerName {
  /** Adam, without weight decay. */
  ADAM,
  /** Adam with decoupled weight decay. */
  ADAMW,
  /** Stochastic gradient descent with Nesterov's momentum. */
  SGD;

  /** Reads an {@link OptimizerName}. */
  static final class Converter extends Choice<OptimizerName> {
    Converter() {
      super(OptimizerName.class);
    }
  }
}
