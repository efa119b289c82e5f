package dev.espy.adapters.images.png;

/** The file is damaged, or of a kind that {@code PlainPng} leaves to ImageIO. */
final class UnsupportedPngException extends Exception {

  private static final long serialVersionUID = 1L;

  UnsupportedPngException() {
    super(null, null, false, false);
  }
}
