package dev.espy.domain.confidence;

/**
 * The divisor of a network's logits before the softmax (Guo et al., "On Calibration of Modern
 * Neural Networks", 2017). Above 1 it makes a model less confident, below 1 more confident. The
 * order of the labels, and so the answer, stays the same.
 *
 * @param value the temperature, finite and above 0; 1 changes nothing
 */
public record Temperature(float value) {

  /** The temperature that changes nothing. */
  public static final Temperature ONE = new Temperature(1);

  /**
   * @throws IllegalArgumentException if the value is not finite or not above 0
   */
  public Temperature {
    if (!(value > 0) || Float.isInfinite(value)) {
      throw new IllegalArgumentException("temperature " + value);
    }
  }

  /** Returns the temperature that takes this one back. */
  public Temperature inverse() {
    return new Temperature(1 / value);
  }

  /**
   * Divides the logarithms of probabilities by the temperature, and makes the results probabilities
   * again. This equals dividing the logits.
   *
   * @param probabilities the probabilities of several images as [image][label]; replaced. NaN
   *     remains.
   * @param labels number of labels, at least 1
   */
  public void apply(float[] probabilities, int labels) {
    if (value == 1) {
      return;
    }
    double[] powers = new double[labels];
    for (int start = 0; start < probabilities.length; start += labels) {
      float most = probabilities[start];
      for (int label = 1; label < labels; label++) {
        most = Math.max(most, probabilities[start + label]);
      }
      double sum = 0;
      for (int label = 0; label < labels; label++) {
        powers[label] = Math.exp((log(probabilities[start + label]) - log(most)) / value);
        sum += powers[label];
      }
      for (int label = 0; label < labels; label++) {
        probabilities[start + label] = (float) (powers[label] / sum);
      }
    }
  }

  /** Returns the natural logarithm of a probability; that of 0 is the smallest one of a float. */
  static double log(float probability) {
    return Math.log(Math.max(probability, Float.MIN_VALUE));
  }
}
