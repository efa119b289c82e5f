package dev.espy.application.classify;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.port.Classifier;

/** Asks a classifier, and refuses a network that does not answer with numbers. */
public final class FiniteProbabilities {

  private FiniteProbabilities() {}

  /**
   * Classifies a batch.
   *
   * @param classifier the network
   * @param batch the images
   * @return probabilities, [image][label]
   * @throws BadModelException if a probability is not a number: the network's values overflow
   */
  public static float[] of(Classifier classifier, Batch batch) {
    float[] probabilities = classifier.classify(batch);
    for (float probability : probabilities) {
      if (!Float.isFinite(probability)) {
        throw new BadModelException(
            "the model's answers are not numbers, because its values are too large for 32 bits;"
                + " train it again with a smaller learning rate");
      }
    }
    return probabilities;
  }
}
