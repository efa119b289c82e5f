package dev.espy.adapters.cli.values;

import dev.espy.domain.recipe.Notation;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts the text of an option by a notation of the domain.
 *
 * @param <T> the type of the values
 */
public abstract class NotationConverter<T> implements ITypeConverter<T> {

  private final Notation<T> notation;

  /**
   * @param notation the notation of the values
   */
  protected NotationConverter(Notation<T> notation) {
    this.notation = notation;
  }

  @Override
  public final T convert(String value) {
    try {
      return notation.reader().apply(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
