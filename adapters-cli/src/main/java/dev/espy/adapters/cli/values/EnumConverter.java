package dev.espy.adapters.cli.values;

import dev.espy.domain.Notation;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts words such as {@code one-cycle}, in upper or lower case, to the constants of an enum.
 *
 * @param <E> the enum
 */
public abstract class EnumConverter<E extends Enum<E>> implements ITypeConverter<E> {

  private final Class<E> words;

  /**
   * @param words the enum, whose constants are all accepted
   */
  protected EnumConverter(Class<E> words) {
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
                        .map(EnumConverter::notation)
                        .collect(Collectors.joining(", ", "'" + value + "' is not one of ", ""))));
  }

  /** Returns the word for a constant. */
  public static String notation(Enum<?> word) {
    return Notation.of(word);
  }
}
