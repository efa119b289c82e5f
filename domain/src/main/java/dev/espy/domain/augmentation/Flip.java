package dev.espy.domain.augmentation;

import dev.espy.domain.Shape;
import java.util.SplittableRandom;

/**
 * Flips an image horizontally. Unsuitable if the mirror image has another meaning: digits, letters,
 * arrows.
 *
 * @param probability the probability of a flip, from 0 to 1
 */
public record Flip(double probability) implements ImageTransform {

  /**
   * @throws IllegalArgumentException if the probability is out of range
   */
  public Flip {
    Magnitude.require("flip", probability, 1);
  }

  @Override
  public void apply(byte[] pixels, int offset, Shape shape, SplittableRandom random) {
    if (random.nextDouble() >= probability) {
      return;
    }
    int end = offset + shape.size();
    for (int row = offset; row < end; row += shape.width()) {
      for (int left = row, right = row + shape.width() - 1; left < right; left++, right--) {
        byte pixel = pixels[left];
        pixels[left] = pixels[right];
        pixels[right] = pixel;
      }
    }
  }

  @Override
  public String toString() {
    return Magnitude.notation("flip", probability);
  }
}
