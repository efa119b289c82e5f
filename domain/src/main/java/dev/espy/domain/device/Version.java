package dev.espy.domain.device;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers with dots between them, such as the driver version 525.60.13 or the compute capability
 * 8.6. The order is that of the numbers; 450.80.2 and 450.80.02 are the same in this order, but not
 * equal.
 *
 * @param text the version as it is written
 */
public record Version(String text) implements Comparable<Version> {

  private static final Pattern FORM = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})*");
  private static final Pattern DOT = Pattern.compile("\\.");

  /**
   * @throws IllegalArgumentException if it is something else than numbers with dots between them
   */
  public Version {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a version");
    }
  }

  /** Returns the version that a text from outside says, or nothing if it is none. */
  public static Optional<Version> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new Version(text)) : Optional.empty();
  }

  @Override
  public int compareTo(Version other) {
    int[] mine = numbers();
    int[] others = other.numbers();
    int most = Math.max(mine.length, others.length);
    return Arrays.compare(Arrays.copyOf(mine, most), Arrays.copyOf(others, most));
  }

  private int[] numbers() {
    return DOT.splitAsStream(text).mapToInt(Integer::parseInt).toArray();
  }

  @Override
  public String toString() {
    return text;
  }
}
