package dev.espy.domain.statistics;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * A share of counted things, such as the right answers among all answers.
 *
 * @param count number of things that count, from 0 to {@code total}
 * @param total number of all things, from 0 to 2,147,483,647
 */
public record Proportion(long count, long total) {

  private static final double ERROR_RATE = 0.05;

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public Proportion {
    if (count < 0 || count > total || total > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(count + " of " + total);
    }
  }

  /** Returns the share, from 0 to 1; 0 if there is nothing. */
  public double value() {
    return total == 0 ? 0 : (double) count / total;
  }

  /**
   * Returns the 95 % confidence interval by Wilson's score (Wilson, "Probable Inference, the Law of
   * Succession, and Statistical Inference", 1927); from 0 to 1 if there is nothing.
   */
  public Interval interval() {
    if (total == 0) {
      return new Interval(0, 1);
    }
    var interval =
        BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate((int) total, (int) count, ERROR_RATE);
    // With none or all, one end is 0 or 1, but for rounding.
    return new Interval(
        count == 0 ? 0 : interval.getLowerBound(), count == total ? 1 : interval.getUpperBound());
  }
}
