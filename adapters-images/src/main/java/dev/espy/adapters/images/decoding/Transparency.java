package dev.espy.adapters.images.decoding;

import java.util.Arrays;

/** Blends transparent colours with a white background, as a web page shows them. */
public final class Transparency {

  private Transparency() {}

  /**
   * Blends a channel's value with white.
   *
   * @param value 0 to 255
   * @param alpha opacity, 0 to 255
   */
  public static int onWhite(int value, int alpha) {
    return (value * alpha + 255 * (255 - alpha) + 127) / 255;
  }

  /**
   * Blends a colour with white.
   *
   * @param argb alpha, red, green and blue, a byte each
   */
  public static int onWhite(int argb) {
    int alpha = argb >>> 24;
    if (alpha == 255) {
      return argb;
    }
    int red = onWhite((argb >> 16) & 0xFF, alpha);
    int green = onWhite((argb >> 8) & 0xFF, alpha);
    int blue = onWhite(argb & 0xFF, alpha);
    return (red << 16) | (green << 8) | blue;
  }

  /**
   * Blends a palette's colours with white.
   *
   * @param palette colours as for {@link #onWhite(int)}
   */
  public static int[] onWhite(int[] palette) {
    return Arrays.stream(palette).map(Transparency::onWhite).toArray();
  }

  /**
   * Returns true if each colour has equal red, green and blue.
   *
   * @param palette colours as for {@link #onWhite(int)}
   */
  public static boolean isGrey(int[] palette) {
    return Arrays.stream(palette)
        .allMatch(
            colour -> {
              int blue = colour & 0xFF;
              return ((colour >> 16) & 0xFF) == blue && ((colour >> 8) & 0xFF) == blue;
            });
  }
}
