package dev.espy.domain.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * Measures the average precision of each label: the mean, over the images of the label, of the
 * precision among all images that get at least the same probability for the label. All
 * probabilities are kept as long as they are few; after that they are counted in bins.
 */
final class AveragePrecision {

  /** The largest number of probabilities that are kept, which take 16 MB. */
  static final int MOST_KEPT = 1 << 22;

  private final int labels;
  private final long mostKept;
  private @Nullable KeptProbabilities kept;
  private @Nullable BinnedProbabilities binned;

  /**
   * @param labels number of labels, at least 1
   */
  AveragePrecision(int labels) {
    this(labels, MOST_KEPT);
  }

  /**
   * @param mostKept the largest number of probabilities that are kept
   */
  AveragePrecision(int labels, long mostKept) {
    this.labels = labels;
    this.mostKept = mostKept;
    this.kept = new KeptProbabilities(labels);
  }

  /**
   * Adds an image.
   *
   * @param truth the position of its true label; one that is no position means an unknown label
   * @param probabilities its probabilities, one for each label, from {@code offset} on
   */
  void add(int truth, float[] probabilities, int offset) {
    if (kept != null && (kept.images() + 1L) * labels > mostKept) {
      binned = new BinnedProbabilities(labels);
      kept.moveTo(binned);
      kept = null;
    }
    if (kept != null) {
      kept.add(truth, probabilities, offset);
    } else if (binned != null) {
      binned.add(truth, probabilities, offset);
    }
  }

  /** Returns whether all probabilities were kept. */
  boolean isExact() {
    return kept != null;
  }

  /**
   * Returns the average precision of a label that has images.
   *
   * @param label the position of the label
   */
  double of(int label) {
    Sum sum = new Sum();
    if (kept != null) {
      kept.count(label, sum);
    } else if (binned != null) {
      binned.count(label, sum);
    }
    return sum.average();
  }

  /** The sum of precisions, from the most probable images on. */
  static final class Sum {

    private long images;
    private long found;
    private double precisions;

    /**
     * Adds the images with the next lower probability.
     *
     * @param more number of images
     * @param ofLabel number of images of the label among them
     */
    void add(int more, int ofLabel) {
      images += more;
      found += ofLabel;
      if (ofLabel > 0) {
        precisions += ofLabel * ((double) found / images);
      }
    }

    double average() {
      return found == 0 ? 0 : precisions / found;
    }
  }
}
