package dev.espy.application.classify;

import dev.espy.domain.network.Network;

/**
 * The number of images that a network classifies at once. It depends on the network alone, so every
 * machine gives the same probabilities.
 */
public final class BatchSize {

  /** The number for small images, unless the user sets another one. */
  public static final int USUAL = 256;

  /**
   * The largest memory for a layer's input and output, in bytes. Larger batches are hardly faster.
   */
  private static final long MOST_BYTES = 1 << 27;

  private BatchSize() {}

  /**
   * Returns the number for a network, which is smaller if the values of a layer are many.
   *
   * @param most the largest number, at least 1
   * @return the number of images, from 1 to {@code most}
   */
  public static int of(Network network, int most) {
    return (int)
        Math.max(1, Math.min(most, MOST_BYTES / (Float.BYTES * network.valuesOfLargestLayer())));
  }
}
