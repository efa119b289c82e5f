package dev.espy.application.export;

import dev.espy.application.classify.FiniteProbabilities;
import dev.espy.domain.Batch;
import dev.espy.domain.port.Classifier;

/** A classifier that asks a second one, too, and keeps how far their answers are apart. */
final class AgreementCheck implements Classifier {

  private final Classifier first;
  private final Classifier second;
  private int images;
  private int sameLabels;
  private double maximumDifference;

  /** Closes neither. */
  AgreementCheck(Classifier first, Classifier second) {
    this.first = first;
    this.second = second;
  }

  /**
   * Returns the first one's answers.
   *
   * @throws dev.espy.domain.BadModelException if one is not a number
   */
  @Override
  public float[] classify(Batch batch) {
    float[] expected = FiniteProbabilities.of(first, batch);
    float[] actual = second.classify(batch);
    int labels = expected.length / batch.size();
    for (int image = 0; image < batch.size(); image++) {
      if (most(expected, image * labels, labels) == most(actual, image * labels, labels)) {
        sameLabels++;
      }
    }
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs((double) expected[i] - actual[i]);
      // Math.max would lose what is no number, which is as wrong as can be.
      maximumDifference =
          Double.isNaN(difference)
              ? Double.POSITIVE_INFINITY
              : Math.max(maximumDifference, difference);
    }
    images += batch.size();
    return expected;
  }

  private static int most(float[] probabilities, int from, int labels) {
    int most = 0;
    for (int label = 1; label < labels; label++) {
      if (probabilities[from + label] > probabilities[from + most]) {
        most = label;
      }
    }
    return most;
  }

  int images() {
    return images;
  }

  int sameLabels() {
    return sameLabels;
  }

  /** Returns the largest difference of a probability; infinite where an answer is no number. */
  double maximumDifference() {
    return maximumDifference;
  }

  @Override
  public void close() {}
}
