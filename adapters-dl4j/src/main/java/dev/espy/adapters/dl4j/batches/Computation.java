package dev.espy.adapters.dl4j.batches;

import dev.espy.domain.Batch;
import dev.espy.domain.port.Learner;

/** Computes a network's answers and gradients. */
public interface Computation extends AutoCloseable {

  /**
   * Computes probabilities. Safe for use by several threads at once.
   *
   * @return probabilities, [image][label]
   */
  float[] classify(Batch batch);

  /**
   * Computes the gradients of all parameters and stores them in the weights. Updates the running
   * statistics.
   *
   * @param dropoutSeed seed that differs from step to step
   * @return the batch's mean loss and number of correct answers
   */
  Learner.Step computeGradients(Batch batch, long dropoutSeed);

  /** Takes note that the learned parameters have changed. */
  void weightsChanged();

  /** Frees everything but the weights. */
  @Override
  void close();
}
