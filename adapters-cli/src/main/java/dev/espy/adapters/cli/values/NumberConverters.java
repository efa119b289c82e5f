package dev.espy.adapters.cli.values;

import dev.espy.domain.recipe.Notation;

/** Converters for numbers in a range. */
public final class NumberConverters {

  private NumberConverters() {}

  /** A whole number of at least 1. */
  public static final class Positive extends NotationConverter<Integer> {
    Positive() {
      super(Notation.positive());
    }
  }

  /** A number from 0 to 1. */
  public static final class Probability extends NotationConverter<Double> {
    Probability() {
      super(Notation.probability());
    }
  }
}
