package dev.espy.domain;

import java.util.Arrays;

/**
 * Separable resampling with a triangle filter. For a smaller image the filter is widened by the
 * reduction factor, so that every source pixel counts and there is no aliasing. For a larger image
 * it interpolates linearly between neighbours. Pixel centres lie at half coordinates. At an edge,
 * the weights of the pixels inside are normalized.
 */
final class Resizing {

  private Resizing() {}

  static Image resize(Image image, int height, int width) {
    Shape from = image.shape();
    if (width > from.width() && height < from.height()) {
      // Columns first; otherwise the intermediate image is larger than both the source and the
      // result.
      return transpose(resize(transpose(image), width, height));
    }
    Filter horizontal = new Filter(from.width(), width);
    Filter vertical = new Filter(from.height(), height);
    byte[] result = new byte[from.channels() * height * width];
    float[] narrowed = new float[from.height() * width];
    for (int channel = 0; channel < from.channels(); channel++) {
      int source = channel * from.height() * from.width();
      for (int y = 0; y < from.height(); y++) {
        horizontal.row(image.pixels(), source + y * from.width(), narrowed, y * width);
      }
      vertical.columns(narrowed, width, result, channel * height * width);
    }
    return new Image(new Shape(from.channels(), height, width), result);
  }

  private static Image transpose(Image image) {
    Shape shape = image.shape();
    byte[] source = image.pixels();
    byte[] result = new byte[source.length];
    int at = 0;
    for (int channel = 0; channel < shape.channels(); channel++) {
      int plane = channel * shape.height() * shape.width();
      for (int x = 0; x < shape.width(); x++) {
        for (int y = 0; y < shape.height(); y++) {
          result[at++] = source[plane + y * shape.width() + x];
        }
      }
    }
    return new Image(new Shape(shape.channels(), shape.width(), shape.height()), result);
  }

  /** The source positions and weights of each target position along one axis. */
  private static final class Filter {

    private final int[] starts;
    private final float[][] weights;

    Filter(int from, int to) {
      double scale = (double) from / to;
      double radius = Math.max(1, scale);
      starts = new int[to];
      weights = new float[to][];
      for (int i = 0; i < to; i++) {
        double centre = (i + 0.5) * scale;
        int start = Math.max(0, (int) Math.floor(centre - radius));
        int end = Math.min(from, (int) Math.ceil(centre + radius));
        double[] raw = new double[end - start];
        double sum = 0;
        for (int j = start; j < end; j++) {
          raw[j - start] = Math.max(0, 1 - Math.abs((j + 0.5 - centre) / radius));
          sum += raw[j - start];
        }
        float[] normal = new float[raw.length];
        for (int j = 0; j < raw.length; j++) {
          normal[j] = (float) (raw[j] / sum);
        }
        starts[i] = start;
        weights[i] = normal;
      }
    }

    void row(byte[] source, int offset, float[] target, int at) {
      for (int x = 0; x < starts.length; x++) {
        float[] weight = weights[x];
        int start = offset + starts[x];
        float sum = 0;
        for (int j = 0; j < weight.length; j++) {
          sum += weight[j] * (source[start + j] & 0xFF);
        }
        target[at + x] = sum;
      }
    }

    void columns(float[] source, int width, byte[] target, int at) {
      float[] sums = new float[width];
      for (int y = 0; y < starts.length; y++) {
        Arrays.fill(sums, 0.5f);
        for (int j = 0; j < weights[y].length; j++) {
          float weight = weights[y][j];
          int row = (starts[y] + j) * width;
          for (int x = 0; x < width; x++) {
            sums[x] += weight * source[row + x];
          }
        }
        for (int x = 0; x < width; x++) {
          target[at + y * width + x] = (byte) Math.max(0, Math.min(255, (int) sums[x]));
        }
      }
    }
  }
}
