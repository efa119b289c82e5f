package dev.espy.domain;

/**
 * A decoded image, upright, opaque, grey or colour.
 *
 * @param shape 1 channel (grey) or 3 channels (red, green, blue), height and width in pixels
 * @param pixels unsigned bytes, [channel][row][column]; not copied, so they must not be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record Image(Shape shape, byte[] pixels) implements DecodeResult {

  /**
   * @throws IllegalArgumentException if there are neither 1 nor 3 channels, or the number of bytes
   *     does not match the shape
   */
  public Image {
    if (shape.channels() != 1 && shape.channels() != 3) {
      throw new IllegalArgumentException(shape.channels() + " channels");
    }
    if (pixels.length != shape.size()) {
      throw new IllegalArgumentException(pixels.length + " bytes for " + shape);
    }
  }

  /** Returns whether red, green and blue are equal in every pixel. */
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
   * Returns this image with another size and number of channels. Colour becomes grey by its luma
   * (ITU-R BT.601 weights 0.299, 0.587, 0.114); grey becomes colour by repetition. {@link Resizing}
   * changes the size and ignores the aspect ratio.
   *
   * @param target the new shape, with 1 or 3 channels
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
