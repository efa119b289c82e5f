package dev.espy.domain;

import java.util.regex.Pattern;

/**
 * Text of any origin as part of a message: one line without control characters, which could do
 * anything to a terminal, and short enough to read.
 */
public final class OneLine {

  private static final int LONGEST = 2000;
  private static final int TAIL = 400;

  // Controls, line ends, and what turns the direction of text.
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\x{80}-\\x{9F}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}]+");

  private OneLine() {}

  /**
   * Returns the text on one line: each run of control characters is a space, and the middle of a
   * text above 2000 characters is left out.
   */
  public static String of(String text) {
    String line = UNPRINTABLE.matcher(text).replaceAll(" ");
    return line.length() <= LONGEST
        ? line
        : line.substring(0, LONGEST - TAIL) + " ... " + line.substring(line.length() - TAIL);
  }
}
