package dev.espy.domain;

/**
 * The conversion of an image to the network's input: the image is resized to the input shape, then
 * each value v from 0 to 255 becomes (v / 255 - mean) / deviation. The model contains it, so
 * training, validation and prediction do the same.
 *
 * @param input the network's input shape, 1 or 3 channels
 * @param mean the number subtracted from each value, on a scale from 0 to 1
 * @param deviation the divisor of the difference, positive
 */
public record Preprocessing(Shape input, float mean, float deviation) {

  /**
   * @throws IllegalArgumentException if there are neither 1 nor 3 channels, or a number is not
   *     finite, or the deviation is not positive
   */
  public Preprocessing {
    if (input.channels() != 1 && input.channels() != 3) {
      throw new IllegalArgumentException(input.channels() + " channels");
    }
    if (!Float.isFinite(mean) || !Float.isFinite(deviation) || deviation <= 0) {
      throw new IllegalArgumentException("mean " + mean + ", deviation " + deviation);
    }
  }

  /** Returns the preprocessing that only scales values to the range from 0 to 1. */
  public static Preprocessing scaled(Shape input) {
    return new Preprocessing(input, 0, 1);
  }

  /** Returns the factor of a value from 0 to 255; {@link #offset} is added to the product. */
  public float factor() {
    return 1 / (255 * deviation);
  }

  /** Returns the number that is added to the product of a value and {@link #factor}. */
  public float offset() {
    return -mean / deviation;
  }
}
