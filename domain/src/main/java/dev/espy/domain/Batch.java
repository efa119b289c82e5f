package dev.espy.domain;

/**
 * Images of one shape in one array, with their targets. There is no object for an image or a pixel.
 * The arrays may be longer than needed, so that a caller can reuse them.
 *
 * @param shape the shape of each image
 * @param size the number of images, positive
 * @param pixels unsigned bytes, [image][channel][row][column]; not copied
 * @param targets for training, [image][label], the probability of each label times the image's
 *     weight; an image's targets are not negative and add up to its weight, usually 1; empty for
 *     classifying; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record Batch(Shape shape, int size, byte[] pixels, float[] targets) {

  /**
   * @throws IllegalArgumentException if the size is not positive or there are too few bytes
   */
  public Batch {
    if (size < 1 || pixels.length < (long) size * shape.size()) {
      throw new IllegalArgumentException(
          size + " images of " + shape + " in " + pixels.length + " bytes");
    }
  }

  /** Returns a batch to classify. */
  public static Batch of(Shape shape, int size, byte[] pixels) {
    return new Batch(shape, size, pixels, new float[0]);
  }
}
