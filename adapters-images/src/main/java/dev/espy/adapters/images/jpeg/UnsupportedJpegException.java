package dev.espy.adapters.images.jpeg;

/** The file is damaged, or of a kind that {@code ScaledJpeg} leaves to ImageIO. */
final class UnsupportedJpegException extends Exception {

  private static final long serialVersionUID = 1L;

  UnsupportedJpegException() {
    super(null, null, false, false);
  }
}
