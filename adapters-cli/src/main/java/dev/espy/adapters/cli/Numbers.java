package dev.espy.adapters.cli;

import java.util.function.DoublePredicate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of a certain range as people type them. */
final class Numbers {

  private Numbers() {}

  /** A whole number of at least 1. */
  static final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      try {
        int number = Integer.parseInt(value);
        if (number >= 1) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Said below, the same for both.
      }
      throw new TypeConversionException("'" + value + "' is not a whole number of at least 1");
    }
  }

  /** Any whole number of 64 bits. */
  static final class Whole implements ITypeConverter<Long> {
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
  static final class Probability implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      return number(value, number -> number >= 0 && number <= 1, "a number from 0 to 1");
    }
  }

  /** A number from 0 to below 1. */
  static final class Share implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      return number(value, number -> number >= 0 && number < 1, "a number from 0 to below 1");
    }
  }

  /** A finite number above 0. */
  static final class Rate implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      return number(
          value, number -> number > 0 && number < Double.POSITIVE_INFINITY, "a number above 0");
    }
  }

  private static double number(String value, DoublePredicate allowed, String what) {
    try {
      double number = Double.parseDouble(value);
      if (allowed.test(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, the same for both.
    }
    throw new TypeConversionException("'" + value + "' is not " + what);
  }
}
