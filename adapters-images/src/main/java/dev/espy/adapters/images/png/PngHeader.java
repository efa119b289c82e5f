package dev.espy.adapters.images.png;

import dev.espy.adapters.images.decoding.ImageMemory;

/**
 * The header of a PNG of a common kind: up to eight bits a channel, not interlaced.
 *
 * @param width pixels
 * @param height pixels
 * @param bits bits of a channel or of a palette index
 * @param colours colour type: one of the constants
 */
record PngHeader(int width, int height, int bits, int colours) {

  static final int GREY = 0;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int GREY_ALPHA = 4;
  static final int RGB_ALPHA = 6;

  /** Largest ratio of inflated to deflated data. */
  private static final long MAX_INFLATION = 1032;

  /**
   * Reads a header.
   *
   * @param file content of the file
   * @param at position of the header's content in the file
   * @throws UnsupportedPngException if the PNG is of another kind, too large, or larger than its
   *     file can inflate to
   */
  static PngHeader read(byte[] file, int at) throws UnsupportedPngException {
    PngHeader header =
        new PngHeader(number(file, at), number(file, at + 4), file[at + 8], file[at + 9]);
    boolean methods = file[at + 10] == 0 && file[at + 11] == 0 && file[at + 12] == 0;
    boolean size =
        header.width > 0
            && header.height > 0
            && (long) header.width * header.height <= ImageMemory.MAX_PIXELS;
    // a file of a few bytes that claims to be huge must not get memory
    boolean supported =
        header.hasSupportedDepth()
            && methods
            && size
            && (header.rowBytes() + 1L) * header.height <= MAX_INFLATION * file.length;
    if (!supported) {
      throw new UnsupportedPngException();
    }
    return header;
  }

  private boolean hasSupportedDepth() {
    return switch (colours) {
      case GREY, PALETTE -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
      case RGB, GREY_ALPHA, RGB_ALPHA -> bits == 8;
      default -> false;
    };
  }

  /** Returns the big-endian number of four bytes at a position. */
  static int number(byte[] file, int at) {
    return (file[at] & 0xFF) << 24
        | (file[at + 1] & 0xFF) << 16
        | (file[at + 2] & 0xFF) << 8
        | (file[at + 3] & 0xFF);
  }

  int bitsPerPixel() {
    return switch (colours) {
      case RGB -> 3 * bits;
      case GREY_ALPHA -> 2 * bits;
      case RGB_ALPHA -> 4 * bits;
      default -> bits;
    };
  }

  /** Returns the bytes of a row, without the byte for its filter. */
  int rowBytes() {
    return Math.toIntExact(((long) width * bitsPerPixel() + 7) / 8);
  }
}
