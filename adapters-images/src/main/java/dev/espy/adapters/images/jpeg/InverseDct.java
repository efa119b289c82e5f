package dev.espy.adapters.images.jpeg;

/**
 * The inverse discrete cosine transform of a JPEG along one axis. The lowest n of the eight
 * frequencies give the eight pixels reduced to n.
 */
final class InverseDct {

  private static final float MEAN = (float) Math.sqrt(0.125);
  private static final float[] COSINES = new float[8];

  static {
    for (int i = 0; i < 8; i++) {
      COSINES[i] = (float) (Math.cos(i * Math.PI / 16) / 2);
    }
  }

  private InverseDct() {}

  /**
   * Replaces n frequencies by n pixels.
   *
   * @param values array of the frequencies
   * @param at position of the first frequency
   * @param step distance from each frequency to the next
   * @param n 1, 2, 4 or 8
   */
  static void transform(float[] values, int at, int step, int n) {
    switch (n) {
      case 1 -> values[at] *= MEAN;
      case 2 -> two(values, at, step);
      case 4 -> four(values, at, step);
      default -> eight(values, at, step);
    }
  }

  private static void two(float[] values, int at, int step) {
    float mean = MEAN * values[at];
    float odd = MEAN * values[at + step];
    values[at] = mean + odd;
    values[at + step] = mean - odd;
  }

  private static void four(float[] values, int at, int step) {
    float one = values[at + step];
    float three = values[at + 3 * step];
    float mean = MEAN * values[at];
    float even = MEAN * values[at + 2 * step];
    float outer = COSINES[2] * one + COSINES[6] * three;
    float inner = COSINES[6] * one - COSINES[2] * three;
    values[at] = mean + even + outer;
    values[at + step] = mean - even + inner;
    values[at + 2 * step] = mean - even - inner;
    values[at + 3 * step] = mean + even - outer;
  }

  private static void eight(float[] values, int at, int step) {
    float one = values[at + step];
    float three = values[at + 3 * step];
    float five = values[at + 5 * step];
    float seven = values[at + 7 * step];
    values[at + step] = values[at + 2 * step];
    values[at + 2 * step] = values[at + 4 * step];
    values[at + 3 * step] = values[at + 6 * step];
    // the even frequencies give the first half's pixels and their mirror image
    four(values, at, step);
    float[] c = COSINES;
    mirror(values, at, step, 0, c[1] * one + c[3] * three + c[5] * five + c[7] * seven);
    mirror(values, at, step, 1, c[3] * one - c[7] * three - c[1] * five - c[5] * seven);
    mirror(values, at, step, 2, c[5] * one - c[1] * three + c[7] * five + c[3] * seven);
    mirror(values, at, step, 3, c[7] * one - c[5] * three + c[3] * five - c[1] * seven);
  }

  private static void mirror(float[] values, int at, int step, int pixel, float odd) {
    float even = values[at + pixel * step];
    values[at + pixel * step] = even + odd;
    values[at + (7 - pixel) * step] = even - odd;
  }
}
