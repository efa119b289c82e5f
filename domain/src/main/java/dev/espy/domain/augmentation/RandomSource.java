package dev.espy.domain.augmentation;

import java.util.SplittableRandom;

/** Random numbers that several transforms use. */
final class RandomSource {

  private RandomSource() {}

  /** Returns a uniformly distributed number from -limit to limit. */
  static double uniform(double limit, SplittableRandom random) {
    return (2 * random.nextDouble() - 1) * limit;
  }

  /** Returns a log-uniformly distributed factor from 1 / limit to limit. */
  static double logUniform(double limit, SplittableRandom random) {
    return StrictMath.pow(limit, uniform(1, random));
  }

  /**
   * Returns a number from 0 to 1 of the distribution Beta(alpha, alpha), by the one-line method of
   * Devroye ("Random Variate Generation in One Line of Code", 1996).
   *
   * @param alpha the parameter of the distribution, positive
   */
  static double beta(double alpha, SplittableRandom random) {
    double radius = StrictMath.pow(1 - random.nextDouble(), -1 / alpha) - 1;
    double cosine = StrictMath.cos(2 * Math.PI * random.nextDouble());
    double half = 0.5 / Math.sqrt(1 + 1 / (radius * cosine * cosine));
    return random.nextBoolean() ? 0.5 + half : 0.5 - half;
  }
}
