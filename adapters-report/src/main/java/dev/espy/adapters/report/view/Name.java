package dev.espy.adapters.report.view;

import dev.espy.domain.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * A label, file name or other text from elsewhere.
 *
 * @param shown the text, in visible form and short enough for a line
 * @param title the longer text, itself bounded; null if {@code shown} is all
 */
public record Name(String shown, @Nullable String title) {

  private static final int LONGEST_SHOWN = 60;
  private static final int LONGEST_TITLE = 300;

  /** Returns the name of a text. */
  static Name of(String text) {
    if (text.isEmpty()) {
      return new Name("(no name)", null);
    }
    String whole = cut(VisibleText.line(cut(text, LONGEST_TITLE)), LONGEST_TITLE);
    String shown = cut(whole, LONGEST_SHOWN);
    return new Name(shown, shown.equals(whole) ? null : whole);
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "…";
  }
}
