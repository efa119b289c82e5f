package dev.espy.domain.statistics;

import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * McNemar's exact test of two classifiers on the same images (McNemar, "Note on the sampling error
 * of the difference between correlated proportions or percentages", 1947). Images on which both are
 * right or both are wrong do not matter.
 */
public final class McNemar {

  private static final double EVEN = 0.5;
  private static final BinomialTest FEWER_SUCCESSES =
      BinomialTest.withDefaults().with(AlternativeHypothesis.LESS_THAN);

  private McNemar() {}

  /**
   * Returns the probability of a difference at least as large as the counted one, if both
   * classifiers were equally good. Below 0.05 a difference is usually called significant.
   *
   * @param onlyFirst number of images on which only the first classifier is right, at least 0
   * @param onlySecond number of images on which only the second is right, at least 0
   * @return the two-sided p-value, from 0 to 1; 1 if there is no such image
   * @throws ArithmeticException if both numbers together exceed 2,147,483,647
   */
  public static double pValue(long onlyFirst, long onlySecond) {
    int trials = Math.toIntExact(onlyFirst + onlySecond);
    int fewer = (int) Math.min(onlyFirst, onlySecond);
    if (trials == 0) {
      return 1;
    }
    // Twice the one-sided value: the library's two-sided test compares the probabilities of both
    // tails, which rounding makes unequal (12 and 40 gave 0.00008 instead of 0.00013).
    return Math.min(1, 2 * FEWER_SUCCESSES.test(trials, fewer, EVEN).getPValue());
  }
}
