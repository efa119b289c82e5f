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

  /** A number of folds. */
  public static final class Folds extends NotationConverter<Integer> {

    /** The notation of a number of folds. */
    public static final Notation<Integer> NOTATION = Notation.whole(2, 100);

    Folds() {
      super(NOTATION);
    }
  }

  /** A number above 0 and below 1. */
  public static final class OpenShare extends NotationConverter<Double> {
    OpenShare() {
      super(Notation.openShare());
    }
  }

  /** A number from 0 to 1. */
  public static final class Probability extends NotationConverter<Double> {
    Probability() {
      super(Notation.probability());
    }
  }
}
