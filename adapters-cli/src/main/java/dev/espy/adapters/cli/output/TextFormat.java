package dev.espy.adapters.cli.output;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as text for people. */
public final class TextFormat {

  private TextFormat() {}

  /**
   * Returns a number with its noun, such as {@code 1 image} or {@code 1,200 images}.
   *
   * @param count the number, at least 0
   * @param noun the noun in the singular
   */
  public static String count(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }

  /** Returns a length of time, such as {@code 0.4 s}, {@code 42 s}, {@code 3 min 05 s}. */
  public static String duration(double seconds) {
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
  }

  /**
   * Returns a speed, such as {@code 1,200 images/s}, {@code 12 images/s}, {@code 0.4 images/s}.
   *
   * @param imagesPerSecond the speed, at least 0
   */
  public static String speed(double imagesPerSecond) {
    return String.format(
        Locale.ROOT, imagesPerSecond < 9.95 ? "%.1f images/s" : "%,.0f images/s", imagesPerSecond);
  }

  /** Returns settings by name in one line. */
  public static String settings(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + " " + setting.getValue())
        .collect(Collectors.joining("  "));
  }
}
