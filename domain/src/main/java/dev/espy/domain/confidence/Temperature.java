package dev.espy.domain.confidence;

/**
 * The divisor of a network's logits before the softmax (Guo et al., "On Calibration of Modern
 * Neural Networks", 2017). Above 1 it makes a model less confident, below 1 more confident. The
 * order of the labels, and so the answer, stays the same.
 *
 * @param value the temperature, from {@value #LEAST} to {@value #MOST}; 1 changes nothing
 */
public record Temperature(float value) {

  private static final float LEAST = 0.001f;
  private static final float MOST = 1000;

  /** The temperature that changes nothing. */
  public static final Temperature ONE = new Temperature(1);

  /**
   * @throws IllegalArgumentException if the value is out of range
   */
  public Temperature {
    if (!(value >= LEAST && value <= MOST)) {
      throw new IllegalArgumentException("temperature " + value);
    }
  }

  /** Returns the temperature that takes this one back. */
  public Temperature inverse() {
    return new Temperature(1 / value);
  }

  /**
   * Divides the logarithms of probabilities by the temperature, and makes the results probabilities
   * again. This equals dividing the logits. The most probable label remains the first of the most
   * probable ones.
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
      int best = start;
      for (int label = start + 1; label < start + labels; label++) {
        best = probabilities[label] > probabilities[best] ? label : best;
      }
      double most = log(probabilities[best]);
      double sum = 0;
      for (int label = 0; label < labels; label++) {
        powers[label] = Math.exp((log(probabilities[start + label]) - most) / value);
        sum += powers[label];
      }
      for (int label = 0; label < labels; label++) {
        probabilities[start + label] = (float) (powers[label] / sum);
      }
      keepFirst(probabilities, start, best);
    }
  }

  /** Rounding can make an earlier label as probable as the best one. */
  private static void keepFirst(float[] probabilities, int start, int best) {
    float most = probabilities[best];
    for (int label = start; label < best; label++) {
      if (probabilities[label] == most) {
        probabilities[best] = Math.nextUp(most);
        return;
      }
    }
  }

  /** Returns the natural logarithm of a probability; that of 0 is the smallest one of a float. */
  static double log(float probability) {
    return Math.log(Math.max(probability, Float.MIN_VALUE));
  }
}
