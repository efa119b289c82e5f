package dev.espy.adapters.images.jpeg;

import dev.espy.domain.Image;
import dev.espy.domain.Shape;

/** Makes an {@link Image} of the components of a JPEG. */
final class JpegPixels {

  private JpegPixels() {}

  /**
   * Returns the image of the planes.
   *
   * @param components Y; or Y, Cb and Cr; all of one size
   * @param height eighths of a pixel
   * @param width eighths of a pixel
   */
  static Image image(JpegComponent[] components, int height, int width) {
    Shape shape = new Shape(components.length, (height + 7) / 8, (width + 7) / 8);
    int stride = components[0].stride();
    byte[] result = new byte[shape.size()];
    int plane = shape.height() * shape.width();
    for (int y = 0; y < shape.height(); y++) {
      int from = y * stride;
      int to = y * shape.width();
      if (components.length == 1) {
        System.arraycopy(components[0].plane(), from, result, to, shape.width());
        continue;
      }
      for (int x = 0; x < shape.width(); x++) {
        // YCbCr to RGB as in JFIF, times 65536
        int light = ((components[0].plane()[from + x] & 0xFF) << 16) + 32768;
        int blue = (components[1].plane()[from + x] & 0xFF) - 128;
        int red = (components[2].plane()[from + x] & 0xFF) - 128;
        result[to + x] = clamp(light + 91881 * red);
        result[plane + to + x] = clamp(light - 22554 * blue - 46802 * red);
        result[2 * plane + to + x] = clamp(light + 116130 * blue);
      }
    }
    for (int i = 0; i < components.length * shape.height(); i++) {
      squeeze(result, i * shape.width(), 1, shape.width(), width);
    }
    for (int i = 0; i < components.length * shape.width(); i++) {
      int top = i / shape.width() * plane + i % shape.width();
      squeeze(result, top, shape.width(), shape.height(), height);
    }
    return new Image(shape, result);
  }

  /**
   * Shrinks a line of pixels to its true length. If the length is no whole number of pixels, the
   * last pixel includes padding beyond the edge. So each pixel moves back a little, the last one
   * the most.
   *
   * @param pixels array of the pixels
   * @param at position of the first pixel
   * @param step distance from each pixel to the next
   * @param count number of pixels
   * @param eighths true length in eighths of a pixel
   */
  private static void squeeze(byte[] pixels, int at, int step, int count, int eighths) {
    float move = 1 - (float) eighths / (8 * count);
    for (int i = count - 1; move > 0 && i > 0; i--) {
      int here = at + i * step;
      int value = pixels[here] & 0xFF;
      int before = pixels[here - step] & 0xFF;
      pixels[here] = (byte) Math.round(value + (before - value) * move * (i + 0.5f));
    }
  }

  private static byte clamp(int value) {
    return (byte) Math.max(0, Math.min(255, value >> 16));
  }
}
