package dev.espy.domain.augmentation;

/** The magnitude of a transform and its notation. */
final class Magnitude {

  private Magnitude() {}

  /**
   * @throws IllegalArgumentException if the amount is not from 0 to {@code largest}
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

  /** Returns a number in its shortest notation: 10 and 0.25, not 10.0. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
