package dev.espy.domain;

/**
 * The shape of an image, or of a layer's output for one image. A vector of n values is n x 1 x 1.
 *
 * @param channels 1 for grey images, 3 for colour images, any positive number inside a network
 * @param height in pixels, positive
 * @param width in pixels, positive
 */
public record Shape(int channels, int height, int width) {

  /**
   * @throws IllegalArgumentException if a number is not positive, or their product is over 2^31 - 1
   */
  public Shape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "not a shape: %d x %d x %d".formatted(channels, height, width));
    }
    if ((long) height * width > Integer.MAX_VALUE / channels) {
      throw new IllegalArgumentException(
          "too large: %d x %d x %d".formatted(channels, height, width));
    }
  }

  // A record's own equals and hashCode would make Java generate classes at their first use, which
  // each command would wait for.

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that
        && channels == that.channels
        && height == that.height
        && width == that.width;
  }

  @Override
  public int hashCode() {
    return (31 * channels + height) * 31 + width;
  }

  /** Returns the shape of a vector. */
  public static Shape vector(int size) {
    return new Shape(size, 1, 1);
  }

  /** Returns channels x height x width. */
  public int size() {
    return channels * height * width;
  }

  /** Returns whether height and width are one. */
  public boolean isVector() {
    return height == 1 && width == 1;
  }

  /** Returns the shape as text, width first: {@code 28x28 grey}, {@code 64x48 colour}. */
  public String describe() {
    String kind = channels == 1 ? "grey" : channels == 3 ? "colour" : channels + " channels";
    return width + "x" + height + " " + kind;
  }
}
