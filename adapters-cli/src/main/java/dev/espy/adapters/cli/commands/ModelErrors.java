package dev.espy.adapters.cli.commands;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Remedy;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Errors of a model that was loaded but cannot be used. */
final class ModelErrors {

  private ModelErrors() {}

  /**
   * Uses a model. Engines and use cases do not know the model's file, so their messages are
   * prefixed with it.
   *
   * @param model the model's file, or the run folder that holds it
   * @param use the use of the model
   * @return the result of the use
   * @throws BadModelException if the model cannot be used
   */
  static <T> T named(Path model, Supplier<T> use) {
    try {
      return use.get();
    } catch (BadModelException e) {
      throw new BadModelException(
          model + ": " + e.reason(), e, e.remedies().toArray(Remedy[]::new));
    }
  }
}
