package dev.espy.domain.recipe;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a network's input.
 *
 * @param width the width in pixels, 1 to 4096
 * @param height the height in pixels, 1 to 4096
 */
public record ImageSize(int width, int height) {

  /** The most pixels of a side. */
  public static final int MOST = 4096;

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:[xX](\\d{1,9}))?");

  /**
   * @throws IllegalArgumentException if a side is out of range, with a message for the user
   */
  public ImageSize {
    requireInRange(width, height, width + "x" + height);
  }

  private static void requireInRange(int width, int height, String text) {
    if (Math.min(width, height) < 1 || Math.max(width, height) > MOST) {
      throw new IllegalArgumentException("'%s' is not from 1 to %d pixels".formatted(text, MOST));
    }
  }

  /**
   * Parses {@code 28} or {@code 64x48}.
   *
   * @throws IllegalArgumentException if the text is neither, with a message for the user
   */
  public static ImageSize parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither a number of pixels nor WIDTHxHEIGHT");
    }
    int width = Integer.parseInt(matcher.group(1));
    int height = matcher.group(2) == null ? width : Integer.parseInt(matcher.group(2));
    requireInRange(width, height, text);
    return new ImageSize(width, height);
  }

  /** Returns the size as {@code 64x48}. */
  @Override
  public String toString() {
    return width + "x" + height;
  }
}
