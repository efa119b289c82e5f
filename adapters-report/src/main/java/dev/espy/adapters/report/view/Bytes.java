package dev.espy.adapters.report.view;

/** The sizes of texts in a page, in bytes; those of HTML are upper bounds. */
final class Bytes {

  /** The longest escape of a character in HTML. */
  private static final int HTML_ESCAPE = 6;

  private static final int JSON_ESCAPE = 6;

  private Bytes() {}

  /** Returns the size of a text in an element or attribute, with its escapes. */
  static int html(String text) {
    int size = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("<>&\"'".indexOf(c) >= 0) {
        size += HTML_ESCAPE;
      } else if (c < 0x80) {
        size++;
      } else {
        // A surrogate is half of a character of four bytes.
        size += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
      }
    }
    return size;
  }

  /** Returns the size of a text in {@link ChartData}, with its escapes and quotation marks. */
  static int json(String text) {
    int size = 2;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPlain = c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '<';
      size += isPlain ? 1 : JSON_ESCAPE;
    }
    return size;
  }
}
