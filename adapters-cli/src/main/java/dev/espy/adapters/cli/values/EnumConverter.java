package dev.espy.adapters.cli.values;

import dev.espy.domain.recipe.Notation;

/**
 * Converts words such as {@code one-cycle}, in upper or lower case, to the constants of an enum.
 *
 * @param <E> the enum
 */
public abstract class EnumConverter<E extends Enum<E>> extends NotationConverter<E> {

  /**
   * @param words the enum, whose constants are all accepted
   */
  protected EnumConverter(Class<E> words) {
    super(Notation.words(words));
  }
}
