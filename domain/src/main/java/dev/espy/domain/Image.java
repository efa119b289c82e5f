package dev.espy.domain;

/**
 * A decoded image, upright, opaque, grey or colour.
 *
 * @param shape 1 channel (grey) or 3 channels (red, green, blue), height and width in pixels
 * @param pixels unsigned bytes, [channel][row][column]; not copied, so not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record Image(Shape shape, byte[] pixels) implements DecodeResult {

  /**
   * @throws IllegalArgumentException if there are neither 1 nor 3 channels, or the number of bytes
   *     is not that of the shape
   */
  public Image {
    if (shape.channels() != 1 && shape.channels() != 3) {
      throw new IllegalArgumentException(shape.channels() + " channels");
    }
    if (pixels.length != shape.size()) {
      throw new IllegalArgumentException(pixels.length + " bytes for " + shape);
    }
  }

  /** Returns whether all pixels have as much red as green and blue. */
  public boolean isGrey() {
    if (shape.channels() == 1) {
      return true;
    }
    int plane = shape.height() * shape.width();
    for (int i = 0; i < plane; i++) {
      if (pixels[i] != pixels[plane + i] || pixels[i] != pixels[2 * plane + i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns this image in another size and number of channels. Colour becomes grey by its luma
   * (ITU-R BT.601 weights 0.299, 0.587, 0.114), grey becomes colour by repetition; a size is
   * changed by {@link Resizing}, without regard to the proportion of the sides.
   *
   * @param target 1 or 3 channels, the height and width wanted
   */
  public Image to(Shape target) {
    Image image = this;
    if (target.channels() < image.shape.channels()) {
      image = image.toGrey();
    }
    if (target.height() != shape.height() || target.width() != shape.width()) {
      image = Resizing.resize(image, target.height(), target.width());
    }
    if (target.channels() > image.shape.channels()) {
      image = image.toColour();
    }
    return image;
  }

  private Image toGrey() {
    int plane = shape.height() * shape.width();
    byte[] grey = new byte[plane];
    for (int i = 0; i < plane; i++) {
      int red = pixels[i] & 0xFF;
      int green = pixels[plane + i] & 0xFF;
      int blue = pixels[2 * plane + i] & 0xFF;
      grey[i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
    }
    return new Image(new Shape(1, shape.height(), shape.width()), grey);
  }

  private Image toColour() {
    byte[] colour = new byte[3 * pixels.length];
    for (int channel = 0; channel < 3; channel++) {
      System.arraycopy(pixels, 0, colour, channel * pixels.length, pixels.length);
    }
    return new Image(new Shape(3, shape.height(), shape.width()), colour);
  }
}
