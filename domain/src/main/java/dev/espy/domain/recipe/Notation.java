package dev.espy.domain.recipe;

import dev.espy.domain.Words;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The notation of a kind of value for people: how it is read from text and written.
 *
 * @param <T> the type of the values
 * @param reader reads a text; throws {@link IllegalArgumentException} with a message for the user
 * @param writer returns a {@link Number} or a text that the reader reads
 */
public record Notation<T extends @Nullable Object>(
    Function<String, T> reader, Function<T, Object> writer) {

  private static final Pattern DURATION =
      Pattern.compile(
          "(?=.)(\\d{1,6}h)?(\\d{1,6}m)?(\\d{1,6}(\\.\\d{1,9})?s)?", Pattern.CASE_INSENSITIVE);

  /** Returns the notation of values that are written by their {@code toString}. */
  public static <T> Notation<T> of(Function<String, T> reader) {
    return new Notation<>(reader, T::toString);
  }

  /** Returns the notation of whole numbers of at least 1. */
  public static Notation<Integer> positive() {
    return new Notation<>(
        text -> (int) whole(text, 1, Integer.MAX_VALUE, "a whole number of at least 1"),
        value -> value);
  }

  /**
   * Returns the notation of whole numbers in a range.
   *
   * @param least the smallest number
   * @param most the largest number
   */
  public static Notation<Integer> whole(int least, int most) {
    String what = "a whole number from %,d to %,d".formatted(least, most);
    return new Notation<>(text -> (int) whole(text, least, most, what), value -> value);
  }

  /** Returns the notation of whole numbers of 64 bits. */
  public static Notation<Long> whole() {
    return new Notation<>(
        text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE, "a whole number"), value -> value);
  }

  /** Returns the notation of finite numbers above 0. */
  public static Notation<Double> aboveZero() {
    return number(value -> value > 0 && value < Double.POSITIVE_INFINITY, "a number above 0");
  }

  /** Returns the notation of finite numbers of at least 0. */
  public static Notation<Double> atLeastZero() {
    return number(
        value -> value >= 0 && value < Double.POSITIVE_INFINITY, "a number of at least 0");
  }

  /** Returns the notation of numbers from 0 to below 1. */
  public static Notation<Double> share() {
    return number(value -> value >= 0 && value < 1, "a number from 0 to below 1");
  }

  /** Returns the notation of numbers between 0 and 1, both excluded. */
  public static Notation<Double> openShare() {
    return number(value -> value > 0 && value < 1, "a number above 0 and below 1");
  }

  /** Returns the notation of numbers from 0 to 1. */
  public static Notation<Double> probability() {
    return number(value -> value >= 0 && value <= 1, "a number from 0 to 1");
  }

  /** Returns the notation of an enum's constants as words such as {@code one-cycle}. */
  public static <E extends Enum<E>> Notation<E> words(Class<E> words) {
    return new Notation<>(text -> word(words, text), Words::of);
  }

  /** Returns the notation of true and false as two words. */
  static Notation<Boolean> either(String yes, String no) {
    return new Notation<>(
        text -> {
          if (text.equalsIgnoreCase(yes) || text.equalsIgnoreCase(no)) {
            return text.equalsIgnoreCase(yes);
          }
          throw new IllegalArgumentException("'%s' is not one of %s, %s".formatted(text, yes, no));
        },
        value -> value ? yes : no);
  }

  /** Returns the notation of positive lengths of time such as {@code 1h30m}. */
  public static Notation<Duration> duration() {
    return new Notation<>(
        Notation::duration,
        value -> value.toString().substring("PT".length()).toLowerCase(Locale.ROOT));
  }

  /**
   * Returns the notation with one more word, which stands for null. The reader's messages must end
   * with what the text is not, since the word is added there.
   */
  public Notation<@Nullable T> or(String word) {
    return new Notation<>(
        text -> text.equalsIgnoreCase(word) ? null : orRefuse(text, word),
        value -> value == null ? word : writer.apply(value));
  }

  private T orRefuse(String text, String word) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + ", nor " + word, e);
    }
  }

  private static <E extends Enum<E>> E word(Class<E> words, String text) {
    return Arrays.stream(words.getEnumConstants())
        .filter(word -> Words.of(word).equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Arrays.stream(words.getEnumConstants())
                        .map(Words::of)
                        .collect(Collectors.joining(", ", "'" + text + "' is not one of ", ""))));
  }

  private static Duration duration(String text) {
    if (DURATION.matcher(text).matches()) {
      Duration duration = Duration.parse("PT" + text);
      if (!duration.isZero()) {
        return duration;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a length of time such as 90s, 30m, 2h or 1h30m");
  }

  private static long whole(String text, long least, long most, String what) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The exception below covers this, too.
    }
    throw new IllegalArgumentException("'" + text + "' is not " + what);
  }

  private static Notation<Double> number(DoublePredicate allowed, String what) {
    return new Notation<>(
        text -> {
          try {
            double number = Double.parseDouble(text);
            if (allowed.test(number)) {
              return number;
            }
          } catch (NumberFormatException e) {
            // The exception below covers this, too.
          }
          throw new IllegalArgumentException("'" + text + "' is not " + what);
        },
        value -> value);
  }
}
