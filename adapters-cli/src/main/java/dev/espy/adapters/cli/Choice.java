package dev.espy.adapters.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * One of a few words that people may type, in upper or lower case, such as {@code one-cycle}.
 *
 * @param <E> the words
 */
public abstract class Choice<E extends Enum<E>> implements ITypeConverter<E> {

  private final Class<E> words;

  /**
   * @param words the words
   */
  protected Choice(Class<E> words) {
    this.words = words;
  }

  @Override
  public final E convert(String value) {
    return Arrays.stream(words.getEnumConstants())
        .filter(word -> notation(word).equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    Arrays.stream(words.getEnumConstants())
                        .map(Choice::notation)
                        .collect(Collectors.joining(", ", "'" + value + "' is not one of ", ""))));
  }

  /** Returns a word as people type it. */
  static String notation(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
