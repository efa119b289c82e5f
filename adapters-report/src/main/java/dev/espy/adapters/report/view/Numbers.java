package dev.espy.adapters.report.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers in words that people read. The page's script rounds by the same rules ({@code percent}
 * and {@code number} in report.js), so that a chart and a table show the same.
 */
final class Numbers {

  private static final int MOST_SHARE_DECIMALS = 3;
  private static final int LEAST_DECIMALS = 4;
  private static final int MOST_DECIMALS = 10;
  private static final int SIGNIFICANT = 3;

  private Numbers() {}

  /**
   * Returns a share in per cent with one decimal, or with two or three if fewer would show it as 0
   * or 100 %.
   */
  static String share(double share) {
    if (!Double.isFinite(share)) {
      return "not a number";
    }
    if (share == 0 || share == 1) {
      return share == 0 ? "0 %" : "100 %";
    }
    String text = "";
    for (int decimals = 1; decimals <= MOST_SHARE_DECIMALS; decimals++) {
      text = fixed(100 * share, decimals);
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

  /** Returns a number with four decimals, or with up to ten to show three significant digits. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "not a number";
    }
    double exponent = value == 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
    double decimals = SIGNIFICANT - 1 - exponent;
    return fixed(value, (int) Math.min(MOST_DECIMALS, Math.max(LEAST_DECIMALS, decimals)));
  }

  /** Rounds the exact binary value, as toFixed in JavaScript does; String.format does not. */
  private static String fixed(double value, int decimals) {
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
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
