package dev.espy.application.export;

import dev.espy.application.classify.FiniteProbabilities;
import dev.espy.domain.Batch;
import dev.espy.domain.evaluation.ArgMax;
import dev.espy.domain.port.Classifier;

/**
 * A classifier that also runs a second one and records how much the probabilities of both differ.
 */
final class AgreementCheck implements Classifier {

  private final Classifier first;
  private final Classifier second;
  private int images;
  private int sameLabels;
  private double maximumDifference;

  /** Does not close the classifiers. */
  AgreementCheck(Classifier first, Classifier second) {
    this.first = first;
    this.second = second;
  }

  /**
   * Returns the probabilities of the first classifier.
   *
   * @throws dev.espy.domain.BadModelException if one is not finite
   */
  @Override
  public float[] classify(Batch batch) {
    float[] expected = FiniteProbabilities.of(first, batch);
    float[] actual = second.classify(batch);
    int labels = expected.length / batch.size();
    for (int image = 0; image < batch.size(); image++) {
      int from = image * labels;
      if (ArgMax.of(expected, from, labels) == ArgMax.of(actual, from, labels)) {
        sameLabels++;
      }
    }
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs((double) expected[i] - actual[i]);
      // Math.max would lose the information that a probability is not a number.
      maximumDifference =
          Double.isNaN(difference)
              ? Double.POSITIVE_INFINITY
              : Math.max(maximumDifference, difference);
    }
    images += batch.size();
    return expected;
  }

  int images() {
    return images;
  }

  int sameLabels() {
    return sameLabels;
  }

  /** Returns the largest difference of a probability, infinite if one is not a number. */
  double maximumDifference() {
    return maximumDifference;
  }

  @Override
  public void close() {}
}
