package dev.espy.domain.augmentation;

import dev.espy.domain.Shape;
import java.util.SplittableRandom;

/**
 * A random transform of two images into two mixtures of both. Each image keeps the same share of
 * itself, so the sums of a batch's targets by label stay the same. {@code toString} returns the
 * notation of {@link Augmentation#parse}.
 */
public sealed interface PairTransform permits Mixup, CutMix {

  /**
   * Mixes two images in place.
   *
   * @param pixels unsigned bytes that contain both images as [channel][row][column]
   * @param first the index of the first image's first byte
   * @param second the index of the second image's first byte
   * @param shape the shape of each image
   * @param random the random generator
   * @return the share that each image keeps of itself, from 0 to 1
   */
  double mix(byte[] pixels, int first, int second, Shape shape, SplittableRandom random);
}
