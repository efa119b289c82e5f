package dev.espy.adapters.images.metadata;

import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The canvas of a GIF or of an animated WebP. The first frame may be smaller than the canvas and
 * lie anywhere on it. The rest of the canvas is transparent, as in a browser.
 *
 * @param width pixels; at least the right edge of the frame
 * @param height pixels; at least the bottom edge of the frame
 * @param left first column of the frame
 * @param top first row of the frame
 */
public record Canvas(int width, int height, int left, int top) {

  private static final int GIF_HEADER = 13;

  /**
   * Returns the canvas of a file.
   *
   * @param file content of the file
   * @param format the file's format
   * @param frameWidth width of the first frame
   * @param frameHeight height of the first frame
   * @return the canvas, or null if the frame covers all of it
   */
  public static @Nullable Canvas of(byte[] file, Format format, int frameWidth, int frameHeight) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    Canvas canvas =
        switch (format) {
          case GIF -> ofGif(bytes);
          case WEBP -> ofWebp(bytes);
          case PNG, JPEG, BMP, TIFF -> null;
        };
    if (canvas == null) {
      return null;
    }
    Canvas whole =
        new Canvas(
            Math.max(canvas.width, canvas.left + frameWidth),
            Math.max(canvas.height, canvas.top + frameHeight),
            canvas.left,
            canvas.top);
    return whole.width == frameWidth && whole.height == frameHeight ? null : whole;
  }

  private static @Nullable Canvas ofGif(ByteBuffer gif) {
    int at = GIF_HEADER + colourTable(gif.get(10));
    while (gif.get(at) == 0x21 /* extension */) {
      at += 2;
      while (gif.get(at) != 0) {
        at += 1 + (gif.get(at) & 0xFF);
      }
      at++;
    }
    boolean frame = gif.get(at) == 0x2C;
    return frame
        ? new Canvas(
            unsigned(gif, 6, 2),
            unsigned(gif, 8, 2),
            unsigned(gif, at + 1, 2),
            unsigned(gif, at + 3, 2))
        : null;
  }

  private static int colourTable(byte flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  private static @Nullable Canvas ofWebp(ByteBuffer webp) {
    if (webp.getInt(12) != tag("VP8X") || (webp.get(20) & 2) == 0) {
      return null;
    }
    long at = 12;
    while (at + 16 <= webp.limit()) {
      int chunk = (int) at;
      if (webp.getInt(chunk) == tag("ANMF")) {
        return new Canvas(
            1 + unsigned(webp, 24, 3),
            1 + unsigned(webp, 27, 3),
            2 * unsigned(webp, chunk + 8, 3),
            2 * unsigned(webp, chunk + 11, 3));
      }
      long length = Integer.toUnsignedLong(webp.getInt(chunk + 4));
      at += 8 + length + length % 2;
    }
    return null;
  }

  private static int tag(String name) {
    return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
  }

  private static int unsigned(ByteBuffer bytes, int at, int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value |= (bytes.get(at + i) & 0xFF) << (8 * i);
    }
    return value;
  }

  /** Returns the canvas in white with the frame at its place. */
  public Image show(Image frame) {
    Shape from = frame.shape();
    Shape shape = new Shape(from.channels(), height, width);
    byte[] pixels = new byte[shape.size()];
    Arrays.fill(pixels, (byte) 255);
    for (int channel = 0; channel < from.channels(); channel++) {
      for (int y = 0; y < from.height(); y++) {
        System.arraycopy(
            frame.pixels(),
            (channel * from.height() + y) * from.width(),
            pixels,
            (channel * height + top + y) * width + left,
            from.width());
      }
    }
    return new Image(shape, pixels);
  }
}
