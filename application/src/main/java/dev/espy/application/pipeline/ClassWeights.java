package dev.espy.application.pipeline;

/**
 * Weights that let rare labels count more.
 *
 * <p>A label's weight goes with the inverse of its frequency, which makes all labels count the same
 * in sum, but is never more than {@value #MOST} times that of the most frequent label. Without this
 * bound an image that is one of ten thousand would count a thousandfold, and whichever batch it is
 * in would be about it alone. The alternatives: square roots have no bound either, and do little
 * where labels are only somewhat uneven, which is where full weights are safe; the "effective
 * number" of Cui et al. (2019) depends on a parameter that has to fit the size of the data, and for
 * rare labels is the inverse frequency again.
 */
public final class ClassWeights {

  private static final double MOST = 10;

  private ClassWeights() {}

  /**
   * Returns a weight for each label, so that the mean weight of the images is 1.
   *
   * @param positions the position of the label of each image, at least one
   * @param labels number of labels
   */
  public static float[] balanced(int[] positions, int labels) {
    int[] counts = new int[labels];
    int largest = 0;
    for (int position : positions) {
      largest = Math.max(largest, ++counts[position]);
    }
    double[] relative = new double[labels];
    double sum = 0;
    for (int label = 0; label < labels; label++) {
      relative[label] = Math.min(MOST, (double) largest / Math.max(1, counts[label]));
      sum += relative[label] * counts[label];
    }
    float[] weights = new float[labels];
    for (int label = 0; label < labels; label++) {
      weights[label] = (float) (relative[label] * positions.length / sum);
    }
    return weights;
  }
}
