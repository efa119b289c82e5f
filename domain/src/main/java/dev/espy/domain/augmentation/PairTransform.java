package dev.espy.domain.augmentation;

import dev.espy.domain.Shape;
import java.util.SplittableRandom;

/**
 * Two images become two mixtures of both. What one gives away the other gets, so that a batch as a
 * whole keeps its labels' shares. {@code toString} gives the notation of {@link
 * Augmentation#parse}.
 */
public sealed interface PairTransform permits Mixup, CutMix {

  /**
   * Mixes two images in place.
   *
   * @param pixels unsigned bytes, where both images are: [channel][row][column]
   * @param first where the one begins
   * @param second where the other begins
   * @param shape of each
   * @param random where chance comes from
   * @return how much of itself each keeps, from 0 to 1; the rest is the other's
   */
  double mix(byte[] pixels, int first, int second, Shape shape, SplittableRandom random);
}
