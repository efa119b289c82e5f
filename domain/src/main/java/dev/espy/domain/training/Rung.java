package dev.espy.domain.training;

/**
 * A round of a {@link Search}: trials of the same length, which are compared.
 *
 * @param trials the number of trials, at least 1
 * @param epochs the number of epochs of each trial, at least 1
 */
public record Rung(int trials, int epochs) {

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public Rung {
    if (trials < 1 || epochs < 1) {
      throw new IllegalArgumentException(trials + " trials of " + epochs + " epochs");
    }
  }
}
