package dev.espy.domain.augmentation;

import dev.espy.domain.Shape;
import java.util.SplittableRandom;

/**
 * A change to one image that leaves its meaning. Images may be of any size and number of channels;
 * all channels change alike. {@code toString} gives the notation of {@link Augmentation#parse}.
 */
public sealed interface ImageTransform
    permits Shift, RotateAndScale, Flip, BrightnessAndContrast, Erase {

  /**
   * Changes an image in place, or leaves it, as chance has it.
   *
   * @param pixels unsigned bytes, where the image is: [channel][row][column]
   * @param offset where it begins
   * @param shape of the image
   * @param random where chance comes from
   */
  void apply(byte[] pixels, int offset, Shape shape, SplittableRandom random);
}
