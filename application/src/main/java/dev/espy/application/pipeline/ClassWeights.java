package dev.espy.application.pipeline;

/**
 * Weights by which rare labels count more.
 *
 * <p>A label's weight is proportional to the inverse of its frequency, so all labels have the same
 * total weight, but at most {@value #MOST} times the weight of the most frequent label. Without
 * this bound a single very rare image would dominate its batch. Alternatives: square roots have no
 * bound either, and have little effect on slightly uneven labels, for which full weights are safe;
 * the "effective number" of Cui et al. (2019) depends on a parameter that must fit the size of the
 * data, and equals the inverse frequency for rare labels.
 */
public final class ClassWeights {

  private static final double MOST = 10;

  private ClassWeights() {}

  /**
   * Returns the weight of each label; the mean weight of the images is 1.
   *
   * @param positions the position of the label of each image, at least one
   * @param labels the number of labels
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
