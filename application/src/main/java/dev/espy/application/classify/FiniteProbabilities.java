package dev.espy.application.classify;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.port.Classifier;

/** Classifies and refuses probabilities that are not finite. */
public final class FiniteProbabilities {

  private FiniteProbabilities() {}

  /**
   * Classifies a batch.
   *
   * @param classifier the classifier
   * @param batch the images
   * @return the probabilities as [image][label]
   * @throws BadModelException if a probability is not finite because the network's values overflow
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
