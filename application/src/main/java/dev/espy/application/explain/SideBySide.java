package dev.espy.application.explain;

import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.explanation.HeatMap;
import java.util.Arrays;

/**
 * Draws the picture of an explanation: the image, and the image with its heat map, side by side.
 */
final class SideBySide {

  /** The longest side of each of the two images, in pixels. */
  static final int LONGEST = 1024;

  /** The shortest side of each, unless the other one would become too long. */
  private static final int SHORTEST = 256;

  private static final int GAP = 8;

  private SideBySide() {}

  /** Returns an image in the size of the picture. A small image keeps its pixels, as squares. */
  static Image scaled(Image image) {
    int height = image.shape().height();
    int width = image.shape().width();
    int longest = Math.max(height, width);
    if (longest > LONGEST) {
      return image.to(
          new Shape(image.shape().channels(), reduced(height, longest), reduced(width, longest)));
    }
    int wanted = (SHORTEST + Math.min(height, width) - 1) / Math.min(height, width);
    return enlarged(image, Math.max(1, Math.min(wanted, LONGEST / longest)));
  }

  private static int reduced(int side, int longest) {
    return (int) Math.max(1, Math.round((double) side * LONGEST / longest));
  }

  private static Image enlarged(Image image, int factor) {
    int height = image.shape().height() * factor;
    int width = image.shape().width() * factor;
    Shape shape = new Shape(image.shape().channels(), height, width);
    byte[] pixels = new byte[shape.size()];
    int at = 0;
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int y = 0; y < height; y++) {
        int row = (channel * image.shape().height() + y / factor) * image.shape().width();
        for (int x = 0; x < width; x++) {
          pixels[at++] = image.pixels()[row + x / factor];
        }
      }
    }
    return new Image(shape, pixels);
  }

  /**
   * Draws.
   *
   * @param image the image in the size of {@link #scaled}
   * @param map the evidence for its answer
   * @return a colour image of the same height, and of twice the width and a white gap
   */
  static Image draw(Image image, HeatMap map) {
    int height = image.shape().height();
    int width = image.shape().width();
    Image left = image.to(new Shape(3, height, width));
    Image right = map.over(image);
    Shape shape = new Shape(3, height, 2 * width + GAP);
    byte[] pixels = new byte[shape.size()];
    Arrays.fill(pixels, (byte) 255);
    for (int row = 0; row < 3 * height; row++) {
      int at = row * shape.width();
      System.arraycopy(left.pixels(), row * width, pixels, at, width);
      System.arraycopy(right.pixels(), row * width, pixels, at + width + GAP, width);
    }
    return new Image(shape, pixels);
  }
}
