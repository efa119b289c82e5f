package dev.espy.domain.network;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Preprocessing;

/**
 * The specification of a network and its training.
 *
 * @param preprocessing the input shape and the conversion of bytes to input values
 * @param labels number of labels, at least 1
 * @param architecture the hidden layers
 * @param optimizer the optimiser with its settings
 * @param microBatchSize the largest number of images of a {@linkplain MicroBatches micro-batch}, at
 *     least 1
 * @param seed the seed of all randomness in training: the same seed and data give the same weights
 */
public record NetworkSpec(
    Preprocessing preprocessing,
    int labels,
    Architecture architecture,
    Optimizer optimizer,
    int microBatchSize,
    long seed) {

  /**
   * @throws IllegalArgumentException if the size of a micro-batch is not positive
   */
  public NetworkSpec {
    if (microBatchSize < 1) {
      throw new IllegalArgumentException("micro-batch size " + microBatchSize);
    }
  }

  /** Returns the micro-batches of a batch of this many images. */
  public MicroBatches microBatches(int images) {
    return MicroBatches.of(images, microBatchSize);
  }

  /**
   * Returns the network.
   *
   * @throws BadModelException if a layer does not fit the output of the previous one
   */
  public Network network() {
    return Network.of(architecture, preprocessing.input(), labels);
  }
}
