package dev.espy.domain.training;

/**
 * A round of a {@link Search}: trainings of one length, to be compared with each other.
 *
 * @param trials how many, at least 1
 * @param epochs how many epochs each has, at least 1
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
