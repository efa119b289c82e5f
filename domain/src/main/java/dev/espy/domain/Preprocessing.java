package dev.espy.domain;

/**
 * How an image becomes the network's input: brought to the input shape, then each value v from 0 to
 * 255 becomes (v / 255 - mean) / deviation. A model carries it, so that training, validating and
 * predicting do the same.
 *
 * @param input the network's input shape, 1 or 3 channels
 * @param mean subtracted from each value on a scale from 0 to 1
 * @param deviation what the difference is divided by, positive
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

  /** Returns the plain scaling of values to 0 to 1. */
  public static Preprocessing scaled(Shape input) {
    return new Preprocessing(input, 0, 1);
  }

  /** Returns what a value from 0 to 255 is multiplied with before {@link #offset} is added. */
  public float factor() {
    return 1 / (255 * deviation);
  }

  /** Returns what is added to a value after it was multiplied with {@link #factor}. */
  public float offset() {
    return -mean / deviation;
  }
}
