package dev.espy.domain.evaluation;

/**
 * Counts images by their probability for each label, in equal bins of log-odds. The counts take at
 * most 16 MB, or 128 bytes for each label if that is more.
 */
final class BinnedProbabilities {

  private static final int ALL_BINS = 1 << 21;
  private static final int FEWEST = 16;
  private static final int MOST = 1 << 14;

  /** The log-odds of the smallest probability that is not in the first bin: 4e-11. */
  private static final double LOWEST = -24;

  /** The log-odds of the largest 32-bit number below 1, roughly. */
  private static final double HIGHEST = 17;

  private final int labels;
  private final int bins;

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

  private int bin(double probability) {
    double logOdds = Math.log(probability / (1 - probability));
    double share = (logOdds - LOWEST) / (HIGHEST - LOWEST);
    return (int) Math.max(0, Math.min(bins - 1, share * bins));
  }

  /** Adds the images to a sum, sorted by their bins for a label. */
  void count(int label, AveragePrecision.Sum sum) {
    for (int bin = (label + 1) * bins - 1; bin >= label * bins; bin--) {
      sum.add(images[bin], ofLabel[bin]);
    }
  }
}
