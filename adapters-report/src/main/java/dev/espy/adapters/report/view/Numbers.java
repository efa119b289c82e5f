package dev.espy.adapters.report.view;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers in words that people read. */
final class Numbers {

  private static final int MOST_DECIMALS = 3;

  private Numbers() {}

  /**
   * Returns a share in per cent with a decimal, or with as many as it takes to tell it from 0 and
   * 1.
   */
  static String share(double share) {
    if (!Double.isFinite(share)) {
      return "not a number";
    }
    if (share == 0 || share == 1) {
      return share == 0 ? "0 %" : "100 %";
    }
    String text = "";
    for (int decimals = 1; decimals <= MOST_DECIMALS; decimals++) {
      text = String.format(Locale.ROOT, "%." + decimals + "f", 100 * share);
      double shown = Double.parseDouble(text);
      if (shown > 0 && shown < 100) {
        break;
      }
    }
    return text + " %";
  }

  /** Returns a share in per cent that is written with few digits. */
  static String round(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }

  /** Returns a difference of two shares in percentage points. */
  static String points(double difference) {
    return share(difference).replace("%", "points");
  }

  /** Returns a count with commas between thousands. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Returns a count with its noun, whose plural ends with an s. */
  static String count(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** Returns a number with four significant decimals. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "not a number";
    }
    boolean isSmall = value != 0 && Math.abs(value) < 0.001;
    return String.format(Locale.ROOT, isSmall ? "%.2e" : "%.4f", value);
  }

  /** Returns a time in hours, minutes and seconds. */
  static String time(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "unknown";
    }
    long whole = Math.round(seconds);
    if (whole < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? "%d min %d s".formatted(whole / 60, whole % 60)
        : "%d h %d min".formatted(whole / 3600, whole / 60 % 60);
  }
}
