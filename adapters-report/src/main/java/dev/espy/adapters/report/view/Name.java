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

  /** Number of bytes of the element around a name, with its title's attribute. */
  private static final int MARKUP = 40;

  /** Returns the name of a label, file or data set. */
  static Name of(String text) {
    return of(text, "(no name)");
  }

  /** Returns the name of a text, or {@code empty} if it is empty. */
  static Name of(String text, String empty) {
    if (text.isEmpty()) {
      return new Name(empty, null);
    }
    String whole = cut(VisibleText.line(cut(text, LONGEST_TITLE)), LONGEST_TITLE);
    if (whole.codePoints().allMatch(Name::isUnseen)) {
      return new Name("(blank)", null);
    }
    String shown = cut(whole, LONGEST_SHOWN);
    return new Name(shown, shown.equals(whole) ? null : whole);
  }

  /** Returns the size of the name's element in the page, in bytes. */
  int size() {
    return MARKUP + Bytes.html(shown) + (title == null ? 0 : Bytes.html(title));
  }

  private static boolean isUnseen(int character) {
    return Character.isSpaceChar(character) || Character.getType(character) == Character.FORMAT;
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "…";
  }
}
