package dev.espy.domain.confidence;

import java.util.ArrayList;
import java.util.List;

/**
 * Confidence against accuracy, in {@value #BINS} equal bins of confidence.
 *
 * @param bins the bins in the order of confidence, empty ones included
 */
public record Reliability(List<Bin> bins) {

  /** Number of bins. */
  public static final int BINS = 15;

  /**
   * The images whose confidence is in one bin; a confidence on a border is in the lower bin.
   *
   * @param images number of images
   * @param confidence mean confidence of the images, from 0 to 1; 0 if there are none
   * @param accuracy share of right answers among the images; 0 if there are none
   */
  public record Bin(long images, double confidence, double accuracy) {}

  /** Copies the list. */
  public Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * Returns the expected calibration error (Naeini et al., "Obtaining Well Calibrated Probabilities
   * Using Bayesian Binning", 2015): the mean distance between confidence and accuracy, from 0 to 1;
   * 0 without images.
   */
  public double error() {
    double distance = 0;
    long images = 0;
    for (Bin bin : bins) {
      distance += bin.images() * Math.abs(bin.accuracy() - bin.confidence());
      images += bin.images();
    }
    return images == 0 ? 0 : distance / images;
  }

  /** Counts answers. */
  public static final class Counter {

    private final long[] images = new long[BINS];
    private final long[] correct = new long[BINS];
    private final double[] confidences = new double[BINS];

    /**
     * Adds an answer.
     *
     * @param confidence its confidence, from 0 to 1
     * @param isCorrect true if it is right
     */
    public void add(double confidence, boolean isCorrect) {
      int bin = Math.max(0, Math.min(BINS - 1, (int) Math.ceil(confidence * BINS) - 1));
      images[bin]++;
      correct[bin] += isCorrect ? 1 : 0;
      confidences[bin] += confidence;
    }

    /** Returns the bins so far. */
    public Reliability counted() {
      List<Bin> bins = new ArrayList<>();
      for (int bin = 0; bin < BINS; bin++) {
        double size = Math.max(1, images[bin]);
        bins.add(new Bin(images[bin], confidences[bin] / size, correct[bin] / size));
      }
      return new Reliability(bins);
    }
  }
}
