package dev.espy.adapters.dl4j.batches;

import dev.espy.adapters.dl4j.tensors.AlignedArray;
import dev.espy.domain.Batch;
import dev.espy.domain.port.Learner;

/** A network as one worker computes it. The worker creates it, uses it and closes it. */
public interface WorkerNetwork extends AutoCloseable {

  /**
   * Images of a batch that are computed together.
   *
   * @param batch the batch
   * @param index 0-based index of the part among the batch's micro-batches
   * @param start index of the first image in the batch
   * @param size number of images
   */
  record Part(Batch batch, int index, int start, int size) {}

  /**
   * Computes logits.
   *
   * @return logits, [image][label]
   */
  float[] classify(Part part);

  /**
   * Computes a micro-batch's share of the gradients of a batch's mean loss.
   *
   * @param dropoutSeed seed of the step
   * @param sums the place of the gradients
   * @param slot 0-based index of the slot to overwrite
   * @return the micro-batch's share of the mean loss, and its number of correct answers
   */
  Learner.Step learn(Part part, long dropoutSeed, GradientSums sums, int slot);

  /**
   * Does a task that turns the sums of all micro-batches into the gradients of the weights.
   *
   * @param task 0-based index of the task
   */
  void collect(int task, AlignedArray sums);

  /**
   * Does a task that follows a change of the learned parameters.
   *
   * @param task 0-based index of the task
   */
  void refresh(int task);

  @Override
  void close();
}
