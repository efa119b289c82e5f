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
 * @param seed the seed of all randomness in training: the same seed and data give the same weights
 */
public record NetworkSpec(
    Preprocessing preprocessing,
    int labels,
    Architecture architecture,
    Optimizer optimizer,
    long seed) {

  /**
   * Returns the network.
   *
   * @throws BadModelException if a layer does not fit the output of the previous one
   */
  public Network network() {
    return Network.of(architecture, preprocessing.input(), labels);
  }
}
