package dev.espy.domain.augmentation;

import dev.espy.domain.Shape;
import java.util.SplittableRandom;

/**
 * Multiplies the distance of each byte from the image's mean by one factor (contrast), and the
 * result by another (brightness), the same for all channels.
 *
 * @param amount the largest factor minus 1, from 0 to 1; 0.2 gives factors from 1 / 1.2 to 1.2
 */
public record BrightnessAndContrast(double amount) implements ImageTransform {

  /** The name in {@link Augmentation#parse}. */
  static final String NAME = "brightness-contrast";

  private static final int BITS = 16;

  /**
   * @throws IllegalArgumentException if the amount is out of range
   */
  public BrightnessAndContrast {
    Magnitude.require(NAME, amount, 1);
  }

  @Override
  public void apply(byte[] pixels, int offset, Shape shape, SplittableRandom random) {
    double contrast = RandomSource.logUniform(1 + amount, random);
    double brightness = RandomSource.logUniform(1 + amount, random);
    int end = offset + shape.size();
    long sum = 0;
    for (int i = offset; i < end; i++) {
      sum += pixels[i] & 0xFF;
    }
    double mean = (double) sum / shape.size();
    // Whole numbers in units of 2^-16: the largest, 255 * 4, has room to spare.
    int factor = (int) Math.round(contrast * brightness * (1 << BITS));
    int constant = (int) Math.round(((1 - contrast) * mean * brightness + 0.5) * (1 << BITS));
    for (int i = offset; i < end; i++) {
      int value = ((pixels[i] & 0xFF) * factor + constant) >> BITS;
      pixels[i] = (byte) Math.max(0, Math.min(255, value));
    }
  }

  @Override
  public String toString() {
    return Magnitude.notation(NAME, amount);
  }
}
