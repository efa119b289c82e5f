package dev.espy.domain.augmentation;

import dev.espy.domain.Shape;
import java.util.SplittableRandom;

/**
 * A rectangle of an image's pixels, perhaps an empty one.
 *
 * @param top its first row
 * @param left its first column
 * @param height how many rows it has
 * @param width how many columns it has
 */
record Box(int top, int left, int height, int width) {

  /**
   * Returns a box somewhere in an image.
   *
   * @param share of the image's area, from 0 to 1; met as closely as whole pixels allow
   * @param aspect its height to its width, in shares of the image's
   */
  static Box within(Shape shape, double share, double aspect, SplittableRandom random) {
    double area = share * shape.height() * shape.width();
    // In an image of one row or column only the other side can give the area.
    int height = pixels(shape.height() * Math.sqrt(share * aspect), 1, shape.height());
    int width = pixels(area / height, 1, shape.width());
    height = pixels(area / width, 0, shape.height());
    return new Box(
        random.nextInt(shape.height() - height + 1),
        random.nextInt(shape.width() - width + 1),
        height,
        width);
  }

  private static int pixels(double wanted, int least, int most) {
    return (int) Math.max(least, Math.min(most, Math.round(wanted)));
  }

  /** Returns its share of an image's area. */
  double shareOf(Shape shape) {
    return (double) height * width / ((double) shape.height() * shape.width());
  }
}
