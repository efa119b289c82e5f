package dev.espy.adapters.cli.values;

import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converters for numbers in a range. */
public final class NumberConverters {

  private NumberConverters() {}

  /** A whole number of at least 1. */
  public static final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return positive(value, "");
    }
  }

  /** Any whole number of 64 bits. */
  public static final class Whole implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      try {
        return Long.parseLong(value);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + value + "' is not a whole number");
      }
    }
  }

  /** A number from 0 to 1. */
  public static final class Probability implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      return number(value, number -> number >= 0 && number <= 1, "a number from 0 to 1");
    }
  }

  /** A number from 0 to below 1. */
  public static final class Share implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      return number(value, number -> number >= 0 && number < 1, "a number from 0 to below 1");
    }
  }

  /** A finite number above 0. */
  public static final class Rate implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      return rate(value, "");
    }
  }

  /** A whole number of at least 1; {@code none} is null. */
  public static final class PositiveOrNone implements ITypeConverter<Integer> {
    @Override
    public @Nullable Integer convert(String value) {
      return isNone(value) ? null : positive(value, " nor none");
    }
  }

  /** A finite number above 0; {@code none} is null. */
  public static final class RateOrNone implements ITypeConverter<Double> {
    @Override
    public @Nullable Double convert(String value) {
      return isNone(value) ? null : rate(value, " nor none");
    }
  }

  /** A finite number of at least 0. */
  public static final class Amount implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      return number(
          value,
          number -> number >= 0 && number < Double.POSITIVE_INFINITY,
          "a number of at least 0");
    }
  }

  /** Returns whether a text is the word {@code none}. */
  static boolean isNone(String value) {
    return value.equalsIgnoreCase("none");
  }

  private static int positive(String value, String otherwise) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The exception below covers this, too.
    }
    throw new TypeConversionException(
        "'" + value + "' is not a whole number of at least 1" + otherwise);
  }

  private static double rate(String value, String otherwise) {
    return number(
        value,
        number -> number > 0 && number < Double.POSITIVE_INFINITY,
        "a number above 0" + otherwise);
  }

  private static double number(String value, DoublePredicate allowed, String what) {
    try {
      double number = Double.parseDouble(value);
      if (allowed.test(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The exception below covers this, too.
    }
    throw new TypeConversionException("'" + value + "' is not " + what);
  }
}
