package dev.espy.domain.augmentation;

/** How much of a change there is, as a number that people write. */
final class Magnitude {

  private Magnitude() {}

  /**
   * @throws IllegalArgumentException if the amount is not from 0 to the largest
   */
  static void require(String name, double amount, double largest) {
    if (!(amount >= 0 && amount <= largest)) {
      throw new IllegalArgumentException(
          "%s must be from 0 to %s, not %s".formatted(name, number(largest), number(amount)));
    }
  }

  static String notation(String name, double amount) {
    return name + "=" + number(amount);
  }

  /** Returns a number as one would write it: 10 and 0.25, not 10.0. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
