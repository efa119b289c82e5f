package dev.espy.domain.confidence;

import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.numbers.rootfinder.BrentSolver;

/**
 * Fits a temperature to images with known labels: the one with the smallest mean cross-entropy (Guo
 * et al. 2017). The cross-entropy is convex in the inverse of the temperature, so its derivative
 * has one root at most.
 *
 * <p>If every answer is right, the cross-entropy falls without end as the temperature does. Then
 * the targets are smoothed as Platt does ("Probabilistic Outputs for Support Vector Machines",
 * 1999): a label that was right n times of n is expected n + 1 times of n + 2.
 */
public final class TemperatureFit {

  /** The smallest and the largest temperature. */
  static final double LEAST = 0.01;

  static final double MOST = 10;

  private static final double ACCURACY = 1e-9;

  private final float[] logs;
  private final int[] truths;
  private final int labels;

  /**
   * Prepares to fit.
   *
   * @param probabilities the probabilities of all images as [image][label], finite
   * @param truths the position of each image's true label, or a negative number for a label that
   *     the model does not know; such images are ignored
   * @param labels number of labels, at least 1
   */
  public TemperatureFit(float[] probabilities, int[] truths, int labels) {
    this.logs = new float[probabilities.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Temperature.log(probabilities[i]);
    }
    this.truths = truths.clone();
    this.labels = labels;
  }

  /** Returns the temperature for all images. */
  public Temperature all() {
    return of(image -> true);
  }

  /**
   * Returns the temperature for some images.
   *
   * @param chosen the images to fit to, by number from 0
   * @return the temperature from {@value #LEAST} to {@value #MOST}; 1 if no chosen image has a
   *     known label, or if all probabilities of each image are equal
   */
  public Temperature of(IntPredicate chosen) {
    int known = 0;
    for (int image = 0; image < truths.length; image++) {
      known += truths[image] >= 0 && chosen.test(image) ? 1 : 0;
    }
    if (known == 0) {
      return Temperature.ONE;
    }
    double atLeast = slope(1 / LEAST, chosen, 0);
    if (atLeast == 0 && slope(1 / MOST, chosen, 0) == 0) {
      return Temperature.ONE;
    }
    // Where all are right, the slope is below 0, but rounding may hide that.
    double smoothing = atLeast < 0 || areRight(chosen) ? 1.0 / (known + 2) : 0;
    return new Temperature((float) (1 / root(inverse -> slope(inverse, chosen, smoothing))));
  }

  private boolean areRight(IntPredicate chosen) {
    return IntStream.range(0, truths.length)
        .filter(image -> truths[image] >= 0 && chosen.test(image))
        .allMatch(this::isRight);
  }

  private boolean isRight(int image) {
    int start = image * labels;
    float truth = logs[start + truths[image]];
    for (int i = start; i < start + labels; i++) {
      if (logs[i] > truth) {
        return false;
      }
    }
    return true;
  }

  private static double root(DoubleUnaryOperator slope) {
    if (slope.applyAsDouble(1 / MOST) >= 0) {
      return 1 / MOST;
    }
    if (slope.applyAsDouble(1 / LEAST) <= 0) {
      return 1 / LEAST;
    }
    return new BrentSolver(ACCURACY, ACCURACY, ACCURACY).findRoot(slope, 1 / MOST, 1 / LEAST);
  }

  /**
   * Returns the derivative of the sum of cross-entropies with respect to the inverse temperature.
   *
   * @param smoothing share of each target that is spread over all other labels
   */
  private double slope(double inverse, IntPredicate chosen, double smoothing) {
    double slope = 0;
    for (int image = 0; image < truths.length; image++) {
      if (truths[image] >= 0 && chosen.test(image)) {
        slope += slope(inverse, image, smoothing);
      }
    }
    return slope;
  }

  private double slope(double inverse, int image, double smoothing) {
    int start = image * labels;
    double most = logs[start];
    double all = 0;
    for (int i = start; i < start + labels; i++) {
      most = Math.max(most, logs[i]);
      all += logs[i];
    }
    double sum = 0;
    double weighted = 0;
    for (int i = start; i < start + labels; i++) {
      double power = Math.exp(inverse * (logs[i] - most));
      sum += power;
      weighted += power * logs[i];
    }
    double truth = logs[start + truths[image]];
    double others = labels == 1 ? truth : (all - truth) / (labels - 1);
    return weighted / sum - (1 - smoothing) * truth - smoothing * others;
  }
}
