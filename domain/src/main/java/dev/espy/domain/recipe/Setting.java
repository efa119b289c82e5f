package dev.espy.domain.recipe;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A setting of recipes that has a name.
 *
 * @param <T> the type of its values
 * @param name the name in files and, after two dashes, on the command line
 * @param notation the notation of its values
 * @param getter reads it from a recipe
 * @param setter sets it in a builder
 */
record Setting<T extends @Nullable Object>(
    String name,
    Notation<T> notation,
    Function<Recipe, T> getter,
    BiConsumer<Recipe.Builder, T> setter) {

  /** Returns the value in a recipe, as a number or as text. */
  Object write(Recipe recipe) {
    return notation.writer().apply(getter.apply(recipe));
  }

  /**
   * Returns the change that sets it.
   *
   * @throws InvalidSettingException if it cannot have this value
   */
  Change read(String text) {
    try {
      T value = notation.reader().apply(text);
      return builder -> setter.accept(builder, value);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(name, String.valueOf(e.getMessage()));
    }
  }

  /** A change of a recipe. */
  interface Change {
    void apply(Recipe.Builder recipe);
  }
}
