package dev.espy.application.explain;

/** The log-odds of an answer, ln(p / (1 - p)), in nats. */
final class LogOdds {

  /** The smallest probability, so that every result is finite. */
  private static final double LEAST = 1e-30;

  private LogOdds() {}

  /**
   * Returns the log-odds. 1 - p is the sum of the other probabilities, because it is more exact
   * than the difference if p is nearly 1.
   *
   * @param probabilities the probabilities of several images as [image][label]
   * @param image the 0-based number of the image
   * @param labels number of labels
   * @param answer the 0-based position of the answer among the labels
   * @return from -70 to 70; constant if there is one label only
   */
  static double of(float[] probabilities, int image, int labels, int answer) {
    double others = 0;
    for (int label = 0; label < labels; label++) {
      if (label != answer) {
        others += probabilities[image * labels + label];
      }
    }
    double own = probabilities[image * labels + answer];
    return Math.log(Math.max(LEAST, own)) - Math.log(Math.max(LEAST, others));
  }
}
