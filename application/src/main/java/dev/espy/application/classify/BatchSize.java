package dev.espy.application.classify;

import dev.espy.domain.network.Network;

/**
 * The number of images that a network classifies at once. It depends on the network alone, so that
 * every machine gives the same answers.
 */
public final class BatchSize {

  /** The number for small images, unless the user wants another one. */
  public static final int USUAL = 256;

  /** The memory for what a layer takes and gives, in bytes. Larger batches are hardly faster. */
  private static final long MOST_BYTES = 1 << 27;

  private BatchSize() {}

  /**
   * Returns the number for a network: fewer images where they, or what the layers make of them, are
   * large.
   *
   * @param most the largest number wanted, at least 1
   * @return from 1 to {@code most}
   */
  public static int of(Network network, int most) {
    return (int)
        Math.max(1, Math.min(most, MOST_BYTES / (Float.BYTES * network.valuesOfLargestLayer())));
  }
}
