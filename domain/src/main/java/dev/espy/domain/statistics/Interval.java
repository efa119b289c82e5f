package dev.espy.domain.statistics;

/**
 * A confidence interval of a share.
 *
 * @param lower the lower end, from 0 to 1
 * @param upper the upper end, from {@code lower} to 1
 */
public record Interval(double lower, double upper) {}
