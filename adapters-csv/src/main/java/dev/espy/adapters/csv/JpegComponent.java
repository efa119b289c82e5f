package dev.espy.adapters.csv;

import dev.espy.adapters.csv.JpegBits.UnusualException;
import java.util.Arrays;

/** The brightness, blueness or redness of a JPEG: reads its blocks and makes pixels of them. */
final class JpegComponent {

  private static final int BLOCK = 8;

  /** For each position in which a file has frequencies, row x 8 + column in the block. */
  static final int[] ZIGZAG = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  /** How much of each frequency there is in each of n pixels: WAVES[n][frequency x n + pixel]. */
  private static final float[][] WAVES = new float[BLOCK + 1][];

  static {
    for (int n = 1; n <= BLOCK; n *= 2) {
      WAVES[n] = new float[n * n];
      for (int i = 0; i < n * n; i++) {
        int frequency = i / n;
        double wave = Math.cos((2 * (i % n) + 1) * frequency * Math.PI / (2 * n));
        WAVES[n][i] = (float) (frequency == 0 ? Math.sqrt(0.125) : wave / 2);
      }
    }
  }

  private final int across;
  private final int down;
  private final int[] quantization;
  private final Huffman firsts;
  private final Huffman others;
  private final int blockWidth;
  private final int blockHeight;
  private final int stride;
  private final byte[] plane;
  private final float[] frequencies = new float[BLOCK * BLOCK];
  private final float[] line = new float[BLOCK];
  private int last;

  /**
   * @param across blocks beside each other in each unit of the scan
   * @param down blocks below each other in each unit
   * @param unitWidth pixels that a unit becomes, across
   * @param unitHeight pixels that a unit becomes, down
   * @param columns units beside each other
   * @param rows units below each other
   * @param quantization what each frequency is to be multiplied with, [row][column]
   * @param firsts the code of a block's mean
   * @param others the code of its other frequencies
   * @throws UnusualException if a block does not become 1, 2, 4 or 8 pixels wide and high
   */
  JpegComponent(
      int across,
      int down,
      int unitWidth,
      int unitHeight,
      int columns,
      int rows,
      int[] quantization,
      Huffman firsts,
      Huffman others)
      throws UnusualException {
    this.across = across;
    this.down = down;
    this.blockWidth = pixels(unitWidth, across);
    this.blockHeight = pixels(unitHeight, down);
    this.stride = columns * unitWidth;
    this.plane = new byte[stride * rows * unitHeight];
    this.quantization = quantization;
    this.firsts = firsts;
    this.others = others;
  }

  private static int pixels(int unit, int blocks) throws UnusualException {
    int pixels = unit / blocks;
    if (unit % blocks != 0 || pixels > BLOCK || WAVES[pixels] == null) {
      throw new UnusualException();
    }
    return pixels;
  }

  /** Returns the pixels, unsigned bytes, [row][column]. */
  byte[] plane() {
    return plane;
  }

  /** Returns how many pixels a row of {@link #plane} has. */
  int stride() {
    return stride;
  }

  /** Begins anew: the next mean is not told as its difference to the last one. */
  void restart() {
    last = 0;
  }

  /** Reads this component's blocks of a unit. */
  void read(JpegBits bits, int column, int row) throws UnusualException {
    for (int y = 0; y < down; y++) {
      for (int x = 0; x < across; x++) {
        int top = (row * down + y) * blockHeight;
        block(bits, top * stride + (column * across + x) * blockWidth);
      }
    }
  }

  private void block(JpegBits bits, int at) throws UnusualException {
    int size = firsts.next(bits);
    if (size > 11) {
      throw new UnusualException();
    }
    last += bits.difference(size);
    frequencies[0] = last * quantization[0];
    int wide = 1;
    int high = 1;
    for (int k = 1; k < BLOCK * BLOCK; k++) {
      int symbol = others.next(bits);
      k += symbol >> 4;
      size = symbol & 15;
      if (size == 0) {
        if (symbol != 0xF0) {
          break;
        }
        continue;
      }
      if (k >= BLOCK * BLOCK) {
        throw new UnusualException();
      }
      int position = ZIGZAG[k];
      int x = position % BLOCK;
      int y = position / BLOCK;
      if (x < blockWidth && y < blockHeight) {
        frequencies[position] = bits.difference(size) * quantization[position];
        wide = Math.max(wide, x + 1);
        high = Math.max(high, y + 1);
      } else {
        bits.skip(size);
      }
    }
    if (wide == 1 && high == 1) {
      byte mean = clamp(frequencies[0] / BLOCK + 128.5f);
      for (int y = 0; y < blockHeight; y++) {
        Arrays.fill(plane, at + y * stride, at + y * stride + blockWidth, mean);
      }
    } else {
      transform(wide, high, at);
      Arrays.fill(frequencies, 0);
    }
  }

  /** Adds up waves: first those that run down, then those that run across. */
  private void transform(int wide, int high, int at) {
    float[] down = WAVES[blockHeight];
    float[] across = WAVES[blockWidth];
    for (int y = 0; y < blockHeight; y++) {
      for (int u = 0; u < wide; u++) {
        float sum = 0;
        for (int v = 0; v < high; v++) {
          sum += frequencies[v * BLOCK + u] * down[v * blockHeight + y];
        }
        line[u] = sum;
      }
      for (int x = 0; x < blockWidth; x++) {
        float sum = 128.5f;
        for (int u = 0; u < wide; u++) {
          sum += line[u] * across[u * blockWidth + x];
        }
        plane[at + y * stride + x] = clamp(sum);
      }
    }
  }

  private static byte clamp(float value) {
    return (byte) Math.max(0, Math.min(255, (int) value));
  }
}
