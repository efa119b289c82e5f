package dev.espy.domain.evaluation;

/**
 * Counts images by their probability for each label, in nearly equal bins of log-odds. The counts
 * take at most 16 MB, or 128 bytes for each label if that is more.
 */
final class BinnedProbabilities {

  private static final int ALL_BINS = 1 << 21;
  private static final int FEWEST = 16;
  private static final int MOST = 1 << 14;

  /**
   * The bits of the smallest odds that are not in the first bin, for a probability of 3e-11. The
   * bits of a float grow nearly like its logarithm, and take far less time.
   */
  private static final int LOWEST = Float.floatToIntBits(0x1p-35f);

  /** The bits of odds above those of every 32-bit number below 1. */
  private static final int HIGHEST = Float.floatToIntBits(0x1p25f);

  private final int labels;
  private final int bins;
  private final float binsPerBit;

  /** Numbers of images, [label][bin]. */
  private final int[] images;

  /** Numbers of images with the label, [label][bin]. */
  private final int[] ofLabel;

  /**
   * @param labels number of labels, at least 1
   */
  BinnedProbabilities(int labels) {
    this.labels = labels;
    this.bins = Math.max(FEWEST, Math.min(MOST, ALL_BINS / labels));
    this.binsPerBit = (float) bins / (HIGHEST - LOWEST);
    this.images = new int[labels * bins];
    this.ofLabel = new int[labels * bins];
  }

  /** Adds an image; see {@link AveragePrecision#add}. */
  void add(int truth, float[] probabilities, int offset) {
    for (int label = 0; label < labels; label++) {
      images[label * bins + bin(probabilities[offset + label])]++;
    }
    if (truth >= 0 && truth < labels) {
      ofLabel[truth * bins + bin(probabilities[offset + truth])]++;
    }
  }

  private int bin(float probability) {
    int odds = Float.floatToIntBits(probability / Math.max(0, 1 - probability));
    return Math.max(0, Math.min(bins - 1, (int) ((odds - LOWEST) * binsPerBit)));
  }

  /** Adds the images to a sum, sorted by their bins for a label. */
  void count(int label, AveragePrecision.Sum sum) {
    for (int bin = (label + 1) * bins - 1; bin >= label * bins; bin--) {
      sum.add(images[bin], ofLabel[bin]);
    }
  }
}
