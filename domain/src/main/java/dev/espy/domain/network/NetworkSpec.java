package dev.espy.domain.network;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Preprocessing;

/**
 * What a network is and how it learns.
 *
 * @param preprocessing the input shape and how bytes become its input values
 * @param labels number of labels, at least 1
 * @param architecture the hidden layers
 * @param optimizer how gradients become steps
 * @param seed where all chance in learning comes from: the same seed and data give the same weights
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
   * @throws BadModelException if a layer does not fit what comes before it
   */
  public Network network() {
    return Network.of(architecture, preprocessing.input(), labels);
  }
}
