package dev.espy.domain.explanation;

/**
 * The colours of heat: purple, red, orange, yellow. Their lightness rises in equal steps, so that
 * they are in order for everybody, also without colour vision and on grey paper.
 *
 * <p>The colours are points of the Oklab space (Ottosson, "A perceptual color space for image
 * processing", 2020): lightness 0.30 to 0.93, hue 310 to 105 degrees over red, and as much chroma
 * as sRGB has, at most 0.21. The order of the hues is that of the scale "inferno" (Smith and van
 * der Walt, 2015).
 */
final class HeatScale {

  private static final int[] COLOURS = {
    0x440164, 0x6f016d, 0x9b0368, 0xc80c56, 0xe83b35, 0xf86d01, 0xfc9b0a, 0xffc428, 0xfcee0c
  };

  private HeatScale() {}

  /**
   * Returns one channel of a colour.
   *
   * @param heat from 0, the coldest, to 1, the hottest
   * @param channel 0 for red, 1 for green, 2 for blue
   * @return the value, from 0 to 255
   */
  static float colour(float heat, int channel) {
    float place = Math.max(0, Math.min(1, heat)) * (COLOURS.length - 1);
    int below = Math.min(COLOURS.length - 2, (int) place);
    float above = place - below;
    return (1 - above) * value(COLOURS[below], channel)
        + above * value(COLOURS[below + 1], channel);
  }

  private static int value(int colour, int channel) {
    return colour >> (16 - 8 * channel) & 0xFF;
  }
}
