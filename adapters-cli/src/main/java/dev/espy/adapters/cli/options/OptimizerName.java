package dev.espy.adapters.cli.options;

import dev.espy.adapters.cli.values.EnumConverter;

/** The optimisers that {@code train} offers. */
enum OptimizerName {
  /** Adam, without weight decay. */
  ADAM,
  /** Adam with decoupled weight decay. */
  ADAMW,
  /** Stochastic gradient descent with Nesterov's momentum. */
  SGD;

  /** Converts the words for an {@link OptimizerName}. */
  static final class Converter extends EnumConverter<OptimizerName> {
    Converter() {
      super(OptimizerName.class);
    }
  }
}
