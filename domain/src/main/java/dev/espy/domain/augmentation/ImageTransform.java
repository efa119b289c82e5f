package dev.espy.domain.augmentation;

import dev.espy.domain.Shape;
import java.util.SplittableRandom;

/**
 * A random transform of one image that preserves its label. Images may have any size and number of
 * channels; all channels are transformed alike. {@code toString} returns the notation of {@link
 * Augmentation#parse}.
 */
public sealed interface ImageTransform
    permits Shift, RotateAndScale, Flip, BrightnessAndContrast, Erase {

  /**
   * Transforms an image in place, or leaves it unchanged, at random.
   *
   * @param pixels unsigned bytes that contain the image as [channel][row][column]
   * @param offset the index of the image's first byte
   * @param shape the shape of the image
   * @param random the random generator
   */
  void apply(byte[] pixels, int offset, Shape shape, SplittableRandom random);
}
