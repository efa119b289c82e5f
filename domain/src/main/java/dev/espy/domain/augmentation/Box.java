package dev.espy.domain.augmentation;

import dev.espy.domain.Shape;
import java.util.SplittableRandom;

/**
 * A rectangle of an image's pixels, perhaps empty.
 *
 * @param top the first row
 * @param left the first column
 * @param height the number of rows
 * @param width the number of columns
 */
record Box(int top, int left, int height, int width) {

  /**
   * Returns a box at a random place in an image.
   *
   * @param share the box's share of the image's area, from 0 to 1, up to rounding to pixels
   * @param aspect the ratio of height to width, relative to that of the image
   */
  static Box within(Shape shape, double share, double aspect, SplittableRandom random) {
    double area = share * shape.height() * shape.width();
    // In an image of one row or one column, only the other side can set the area.
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

  /** Returns the box's share of an image's area. */
  double shareOf(Shape shape) {
    return (double) height * width / ((double) shape.height() * shape.width());
  }
}
