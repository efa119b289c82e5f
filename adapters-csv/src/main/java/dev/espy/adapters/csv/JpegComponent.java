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

  private final int across;
  private final int down;
  private final int[] quantization;
  private final Huffman firsts;
  private final Huffman others;
  private final int blockWidth;
  private final int blockHeight;
  private final int lastWanted;
  private final int stride;
  private final byte[] plane;
  private final float[] frequencies = new float[BLOCK * BLOCK];
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
    this.lastWanted = lastWanted(blockWidth, blockHeight);
    this.quantization = quantization;
    this.firsts = firsts;
    this.others = others;
  }

  private static int pixels(int unit, int blocks) throws UnusualException {
    int pixels = unit / blocks;
    if (unit % blocks != 0 || pixels > BLOCK || Integer.bitCount(pixels) != 1) {
      throw new UnusualException();
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
    int k = 1;
    while (k <= lastWanted) {
      int symbol = others.next(bits);
      size = symbol & 15;
      int value = bits.difference(size);
      k += Huffman.advance(symbol);
      if (size > 0 && k <= BLOCK * BLOCK) {
        int position = ZIGZAG[k - 1];
        frequencies[position] = value * quantization[position];
        wide = Math.max(wide, position % BLOCK + 1);
      }
    }
    while (k < BLOCK * BLOCK) {
      k += others.skip(bits);
    }
    if (k > BLOCK * BLOCK && k < Huffman.END) {
      throw new UnusualException();
    }
    for (int x = 0; x < Math.min(wide, blockWidth); x++) {
      Waves.add(frequencies, x, BLOCK, blockHeight);
    }
    for (int y = 0; y < blockHeight; y++) {
      Waves.add(frequencies, y * BLOCK, 1, blockWidth);
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
