package dev.espy.application.pipeline;

import java.util.Arrays;

/**
 * The target distribution of each training image: its label has 1 - smoothing + smoothing / labels,
 * every other label smoothing / labels (label smoothing: Szegedy et al., "Rethinking the Inception
 * Architecture for Computer Vision", 2016); multiplied by the label's weight.
 *
 * @param positions the position of each image's label; not copied
 * @param weights the weight of each label's images, positive, 1 being normal; not copied
 * @param smoothing the label smoothing, from 0 (none) to below 1
 */
@SuppressWarnings("ArrayRecordComponent")
public record Targets(int[] positions, float[] weights, double smoothing) {

  /**
   * @throws IllegalArgumentException if a weight or the smoothing is out of range
   */
  public Targets {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException(
          "label smoothing must be from 0 to below 1, not " + smoothing);
    }
    for (float weight : weights) {
      if (!(weight > 0 && weight < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a label's weight must be positive, not " + weight);
      }
    }
  }

  /** Returns targets without smoothing and weights. */
  public static Targets plain(int[] positions, int labels) {
    float[] weights = new float[labels];
    Arrays.fill(weights, 1);
    return new Targets(positions, weights, 0);
  }

  /**
   * Returns the targets of some images as [image][label]; those of an image add up to its weight.
   */
  float[] of(int[] images) {
    int labels = weights.length;
    float[] targets = new float[images.length * labels];
    for (int i = 0; i < images.length; i++) {
      int label = positions[images[i]];
      double others = weights[label] * smoothing / labels;
      Arrays.fill(targets, i * labels, (i + 1) * labels, (float) others);
      targets[i * labels + label] = (float) (others + weights[label] * (1 - smoothing));
    }
    return targets;
  }
}
