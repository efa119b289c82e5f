package dev.espy.domain;

/**
 * Text from elsewhere, such as a label or a file name, in a form that a person can see. Control
 * characters and characters that turn the direction of text become escapes such as {@code \}{@code
 * u001b}, as in JSON.
 */
public final class VisibleText {

  private VisibleText() {}

  /** Returns text in visible form, in one line. */
  public static String line(String text) {
    return visible(text, false);
  }

  /** Returns text in visible form, with its line breaks and tabs. */
  public static String lines(String text) {
    return visible(text, true);
  }

  private static String visible(String text, boolean lines) {
    int first = 0;
    while (first < text.length() && isShown(text.charAt(first), lines)) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isShown(c, lines)) {
        visible.append(c);
      } else {
        visible.append(String.format("\\u%04x", (int) c));
      }
    }
    return visible.toString();
  }

  private static boolean isShown(char c, boolean lines) {
    if (c == '\n' || c == '\t') {
      return lines;
    }
    // 061c, 200e-f, 202a-e and 2066-9 turn the direction of what follows; 2028-9 end a line.
    return !Character.isISOControl(c)
        && c != '\u061c'
        && !(c >= '\u200e' && c <= '\u200f')
        && !(c >= '\u2028' && c <= '\u202e')
        && !(c >= '\u2066' && c <= '\u2069');
  }
}
