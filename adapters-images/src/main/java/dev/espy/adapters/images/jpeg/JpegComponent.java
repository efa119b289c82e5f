package dev.espy.adapters.images.jpeg;

import java.util.Arrays;

/** A component of a JPEG: Y, Cb or Cr. Reads its blocks and makes pixels of them. */
final class JpegComponent {

  private static final int BLOCK = 8;

  /** By position of a frequency in the file: row x 8 + column in the block. */
  static final int[] ZIGZAG = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  private final int across;
  private final int down;
  private final int[] quantization;
  private final HuffmanTable firsts;
  private final HuffmanTable others;
  private final int blockWidth;
  private final int blockHeight;
  private final int lastWanted;
  private final int stride;
  private final byte[] plane;
  private final float[] frequencies = new float[BLOCK * BLOCK];
  private int last;

  /**
   * @param across blocks in a row of a unit of the scan
   * @param down blocks in a column of a unit
   * @param unitWidth pixels in a row of a decoded unit
   * @param unitHeight pixels in a column of a decoded unit
   * @param columns units in a row of the image
   * @param rows units in a column of the image
   * @param quantization factor of each frequency, [row][column]
   * @param firsts code of a block's mean
   * @param others code of the other frequencies
   * @throws UnsupportedJpegException if a decoded block is not 1, 2, 4 or 8 pixels wide and high
   */
  JpegComponent(
      int across,
      int down,
      int unitWidth,
      int unitHeight,
      int columns,
      int rows,
      int[] quantization,
      HuffmanTable firsts,
      HuffmanTable others)
      throws UnsupportedJpegException {
    this.across = across;
    this.down = down;
    this.blockWidth = pixels(unitWidth, across);
    this.blockHeight = pixels(unitHeight, down);
    this.stride = columns * unitWidth;
    this.plane = new byte[stride * rows * unitHeight];
    this.lastWanted = lastWanted(blockWidth, blockHeight);
    this.quantization = quantization;
    this.firsts = firsts;
    this.others = others;
  }

  private static int pixels(int unit, int blocks) throws UnsupportedJpegException {
    int pixels = unit / blocks;
    if (unit % blocks != 0 || pixels > BLOCK || Integer.bitCount(pixels) != 1) {
      throw new UnsupportedJpegException();
    }
    return pixels;
  }

  private static int lastWanted(int width, int height) {
    int last = BLOCK * BLOCK - 1;
    while (ZIGZAG[last] % BLOCK >= width || ZIGZAG[last] / BLOCK >= height) {
      last--;
    }
    return last;
  }

  /** Returns the pixels, unsigned bytes, [row][column]. */
  byte[] plane() {
    return plane;
  }

  /** Returns the number of pixels in a row of {@link #plane}. */
  int stride() {
    return stride;
  }

  /** Restarts the coding: the next mean is no difference from the last one. */
  void restart() {
    last = 0;
  }

  /** Reads the blocks of a unit. */
  void read(JpegBits bits, int column, int row) throws UnsupportedJpegException {
    for (int y = 0; y < down; y++) {
      for (int x = 0; x < across; x++) {
        int top = (row * down + y) * blockHeight;
        block(bits, top * stride + (column * across + x) * blockWidth);
      }
    }
  }

  private void block(JpegBits bits, int at) throws UnsupportedJpegException {
    int size = firsts.next(bits);
    if (size > 11) {
      throw new UnsupportedJpegException();
    }
    last += bits.difference(size);
    frequencies[0] = last * quantization[0];
    int wide = 1;
    int k = 1;
    while (k <= lastWanted) {
      int symbol = others.next(bits);
      size = symbol & 15;
      int value = bits.difference(size);
      k += HuffmanTable.advance(symbol);
      if (size > 0 && k <= BLOCK * BLOCK) {
        int position = ZIGZAG[k - 1];
        frequencies[position] = value * quantization[position];
        wide = Math.max(wide, position % BLOCK + 1);
      }
    }
    while (k < BLOCK * BLOCK) {
      k += others.skip(bits);
    }
    if (k > BLOCK * BLOCK && k < HuffmanTable.END) {
      throw new UnsupportedJpegException();
    }
    for (int x = 0; x < Math.min(wide, blockWidth); x++) {
      InverseDct.transform(frequencies, x, BLOCK, blockHeight);
    }
    for (int y = 0; y < blockHeight; y++) {
      InverseDct.transform(frequencies, y * BLOCK, 1, blockWidth);
      for (int x = 0; x < blockWidth; x++) {
        plane[at + y * stride + x] = clamp(frequencies[y * BLOCK + x] + 128.5f);
      }
    }
    Arrays.fill(frequencies, 0);
  }

  private static byte clamp(float value) {
    return (byte) Math.max(0, Math.min(255, (int) value));
  }
}
