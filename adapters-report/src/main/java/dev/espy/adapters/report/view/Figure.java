package dev.espy.adapters.report.view;

import org.jspecify.annotations.Nullable;

/**
 * A number on the page.
 *
 * @param path the place of the number in evaluation.json, its steps separated by dots, such as
 *     {@code perLabel.3.recall}; null if it is not there
 * @param value the exact value
 * @param text the value rounded for people, with its unit; or the reason why there is none
 * @param known false if the value means nothing, such as a share of no images
 */
public record Figure(@Nullable String path, String value, String text, boolean known) {

  private Figure(@Nullable String path, String value, String text) {
    this(path, value, text, true);
  }

  /** Returns the figure of a share of nothing, which evaluation.json gives as 0. */
  static Figure nothing(@Nullable String path, String reason) {
    return new Figure(path, "0", reason, false);
  }

  /** Returns the form of a noun, perhaps with its verb, that fits this count. */
  public String noun(String one, String many) {
    return value.equals("1") ? one : many;
  }

  /** Returns whether this count is 0. */
  public boolean isZero() {
    return value.equals("0");
  }

  /** Returns the figure of a share from 0 to 1, in per cent. */
  static Figure share(@Nullable String path, double value) {
    return new Figure(path, Double.toString(value), Numbers.share(value));
  }

  /** Returns the figure of a difference of two shares, in percentage points. */
  static Figure points(@Nullable String path, double value) {
    return new Figure(path, Double.toString(value), Numbers.points(value));
  }

  /** Returns the figure of a share that is written with few digits, such as 0.9. */
  static Figure round(@Nullable String path, double value) {
    return new Figure(path, Double.toString(value), Numbers.round(value));
  }

  /** Returns the figure of a count. */
  static Figure count(@Nullable String path, long value) {
    return new Figure(path, Long.toString(value), Numbers.count(value));
  }

  /** Returns the figure of a number without a unit. */
  static Figure number(@Nullable String path, double value) {
    return new Figure(path, Double.toString(value), Numbers.number(value));
  }
}
