package dev.espy.domain.network;

import dev.espy.domain.Words;

/** The function that a layer applies to each of its results x. */
public enum Activation {
  /** x. */
  IDENTITY,
  /** max(0, x). */
  RELU,
  /** x, or 0.01 x where x is negative. */
  LEAKY_RELU,
  /** x, or exp(x) - 1 where x is negative. */
  ELU,
  /** The hyperbolic tangent. */
  TANH,
  /** 1 / (1 + exp(-x)). */
  SIGMOID;

  /** Returns the name in documents, such as {@code leaky-relu}. */
  public String notation() {
    return Words.of(this);
  }
}
