package dev.espy.application.export;

import dev.espy.domain.Batch;
import dev.espy.domain.Shape;
import java.util.Random;

/**
 * Images for a check without a data set: a shaded ground, a box on it, and noise. The sequence of
 * images is always the same.
 */
final class SyntheticImages {

  private final Random random = new Random(1);
  private final Shape shape;

  /**
   * @param shape the shape of each image
   */
  SyntheticImages(Shape shape) {
    this.shape = shape;
  }

  /** Returns the next images. */
  Batch next(int images) {
    byte[] pixels = new byte[Math.multiplyExact(images, shape.size())];
    int at = 0;
    for (int image = 0; image < images; image++) {
      int noise = 1 + random.nextInt(64);
      int left = random.nextInt(shape.width());
      int right = left + 1 + random.nextInt(shape.width());
      int top = random.nextInt(shape.height());
      int bottom = top + 1 + random.nextInt(shape.height());
      for (int channel = 0; channel < shape.channels(); channel++) {
        double base = random.nextInt(256);
        double across = (random.nextInt(256) - base) / shape.width();
        double down = (random.nextInt(256) - base) / shape.height();
        int box = random.nextInt(256);
        for (int y = 0; y < shape.height(); y++) {
          for (int x = 0; x < shape.width(); x++) {
            boolean inBox = x >= left && x < right && y >= top && y < bottom;
            double value = inBox ? box : base + across * x + down * y;
            pixels[at++] = (byte) Math.max(0, Math.min(255, value + random.nextInt(noise)));
          }
        }
      }
    }
    return Batch.of(shape, images, pixels);
  }
}
