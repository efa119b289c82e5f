package dev.espy.adapters.report.view;

import dev.espy.domain.statistics.Interval;
import java.util.Locale;

/**
 * A horizontal bar of a share with its interval, in per cent of the whole width.
 *
 * @param width width of the bar
 * @param from start of the interval
 * @param range width of the interval
 */
public record Bar(String width, String from, String range) {

  static Bar of(double share, Interval interval) {
    return new Bar(
        percent(share), percent(interval.lower()), percent(interval.upper() - interval.lower()));
  }

  /** Returns a share in per cent, as an attribute of SVG; 0 if it is no number. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", Double.isFinite(share) ? 100 * share : 0);
  }
}
