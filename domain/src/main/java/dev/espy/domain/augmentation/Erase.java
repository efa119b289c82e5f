package dev.espy.domain.augmentation;

import dev.espy.domain.Shape;
import java.util.SplittableRandom;

/**
 * Random erasing: fills a rectangle of an image with random bytes (Zhong et al., "Random Erasing
 * Data Augmentation", 2020, found them better than the mean). As in the paper, the rectangle's area
 * is from 0.02 to 0.4 of the image's, and its aspect ratio from 0.3 to 1 / 0.3. Unlike in the
 * paper, the aspect ratio is relative to the image's, so that the rectangle fits into images of all
 * proportions.
 *
 * @param probability the probability of erasing, from 0 to 1
 */
public record Erase(double probability) implements ImageTransform {

  private static final double LEAST_AREA = 0.02;
  private static final double MOST_AREA = 0.4;
  private static final double LEAST_ASPECT = 0.3;

  /**
   * @throws IllegalArgumentException if the probability is out of range
   */
  public Erase {
    Magnitude.require("erase", probability, 1);
  }

  @Override
  public void apply(byte[] pixels, int offset, Shape shape, SplittableRandom random) {
    if (random.nextDouble() >= probability) {
      return;
    }
    double area = LEAST_AREA + (MOST_AREA - LEAST_AREA) * random.nextDouble();
    // The aspect ratio is limited so that a rectangle of that area fits into the image.
    double aspect = RandomSource.logUniform(1 / Math.max(LEAST_ASPECT, area), random);
    Box box = Box.within(shape, area, aspect, random);
    long bytes = 0;
    int left = 0;
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int y = box.top(); y < box.top() + box.height(); y++) {
        int row = offset + (channel * shape.height() + y) * shape.width() + box.left();
        for (int x = row; x < row + box.width(); x++) {
          if (left == 0) {
            bytes = random.nextLong();
            left = Long.BYTES;
          }
          pixels[x] = (byte) bytes;
          bytes >>>= Byte.SIZE;
          left--;
        }
      }
    }
  }

  @Override
  public String toString() {
    return Magnitude.notation("erase", probability);
  }
}
