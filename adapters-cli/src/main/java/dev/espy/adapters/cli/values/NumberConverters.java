package dev.espy.adapters.cli.values;

import dev.espy.application.train.TrainRequest;
import dev.espy.domain.recipe.Notation;
import org.jspecify.annotations.Nullable;

/** Converters for numbers in a range. */
public final class NumberConverters {

  private NumberConverters() {}

  /** A whole number of at least 1. */
  public static final class Positive extends NotationConverter<Integer> {
    Positive() {
      super(Notation.positive());
    }
  }

  /** A port of this machine, 0 for any free one. */
  public static final class Port extends NotationConverter<Integer> {
    Port() {
      super(Notation.whole(0, 65_535));
    }
  }

  /** A number of folds. */
  public static final class Folds extends NotationConverter<Integer> {

    private static final Notation<@Nullable Integer> COUNT =
        Notation.whole(2, TrainRequest.MOST_FOLDS).or("none");

    /** The notation of a number of folds; none is 0. */
    public static final Notation<Integer> NOTATION =
        new Notation<>(
            text -> {
              Integer count = COUNT.reader().apply(text);
              return count == null ? 0 : count;
            },
            count -> COUNT.writer().apply(count == 0 ? null : count));

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
