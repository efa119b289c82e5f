package dev.espy.domain.augmentation;

import java.util.SplittableRandom;

/** Random numbers that more than one change needs. */
final class RandomSource {

  private RandomSource() {}

  /** Returns a number from -limit to limit. */
  static double around(double limit, SplittableRandom random) {
    return (2 * random.nextDouble() - 1) * limit;
  }

  /** Returns a factor from 1 / limit to limit, a multiple as probable as its inverse. */
  static double factor(double limit, SplittableRandom random) {
    return StrictMath.pow(limit, around(1, random));
  }

  /**
   * Returns a number from 0 to 1 of the distribution Beta(alpha, alpha): in the middle where alpha
   * is large, even at 1, close to 0 or 1 where it is small. (The one-line method for any alpha of
   * Devroye, "Random Variate Generation in One Line of Code", 1996.)
   *
   * @param alpha positive
   */
  static double beta(double alpha, SplittableRandom random) {
    double radius = StrictMath.pow(1 - random.nextDouble(), -1 / alpha) - 1;
    double cosine = StrictMath.cos(2 * Math.PI * random.nextDouble());
    double half = 0.5 / Math.sqrt(1 + 1 / (radius * cosine * cosine));
    return random.nextBoolean() ? 0.5 + half : 0.5 - half;
  }
}
