package dev.espy.adapters.images.png;

import dev.espy.adapters.images.decoding.ImageMemory;
import dev.espy.adapters.images.decoding.Transparency;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.UnreadableImageException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The rows of a PNG. Inflates a block of them at a time, undoes their filters and makes pixels. */
final class PngRows {

  private static final int BLOCK_BYTES = 1 << 16;

  private final PngHeader header;
  private final Inflater inflater;
  private final int[] palette;
  private final Shape shape;
  private final byte[] pixels;

  /** Bytes of a row: one for its filter, and its pixels. */
  private final int stride;

  /** The row above the block, first of zeros, followed by the block. */
  private final byte[] block;

  private int filled;
  private int y;

  /**
   * @param header the file's header
   * @param palette colours (alpha, red, green, blue); empty if there is no palette
   * @param inflater inflater that no other image uses at the same time
   * @param memory the image's memory
   * @throws UnreadableImageException if the memory is too small, or is in use now
   */
  PngRows(PngHeader header, int[] palette, Inflater inflater, ImageMemory memory)
      throws UnreadableImageException {
    this.header = header;
    this.inflater = inflater;
    this.palette =
        header.colours() == PngHeader.PALETTE ? Transparency.onWhite(palette) : new int[0];
    boolean grey =
        switch (header.colours()) {
          case PngHeader.GREY, PngHeader.GREY_ALPHA -> true;
          case PngHeader.PALETTE -> Transparency.isGrey(this.palette);
          default -> false;
        };
    shape = new Shape(grey ? 1 : 3, header.height(), header.width());
    stride = header.rowBytes() + 1;
    int rows = Math.max(1, Math.min(header.height(), BLOCK_BYTES / stride));
    int blockBytes = Math.multiplyExact(rows + 1, stride);
    memory.reserve(shape.channels(), shape.width(), shape.height(), blockBytes);
    pixels = new byte[shape.size()];
    block = new byte[blockBytes];
    filled = stride;
    inflater.reset();
  }

  /** Inflates the next part of the deflated data. */
  void inflate(byte[] bytes, int at, int length)
      throws UnsupportedPngException, DataFormatException {
    inflater.setInput(bytes, at, length);
    while (y < shape.height()) {
      int end = Math.min(block.length, stride * (1 + shape.height() - y));
      int count = inflater.inflate(block, filled, end - filled);
      if (count == 0) {
        return;
      }
      filled += count;
      if (filled == end) {
        for (int row = stride; row < end; row += stride) {
          unfilter(row);
          put(row + 1);
          y++;
        }
        System.arraycopy(block, end - stride, block, 0, stride);
        filled = stride;
      }
    }
    // makes the inflater compare the checksum
    if (inflater.inflate(new byte[1]) != 0) {
      throw new UnsupportedPngException();
    }
  }

  /** Returns the image. The deflated data must have ended with its last row. */
  Image image() throws UnsupportedPngException {
    if (y < shape.height() || !inflater.finished()) {
      throw new UnsupportedPngException();
    }
    return new Image(shape, pixels);
  }

  private void unfilter(int row) throws UnsupportedPngException {
    byte[] data = block;
    int step = Math.max(1, header.bitsPerPixel() / 8);
    int start = row + 1;
    int inner = Math.min(start + step, row + stride);
    int end = row + stride;
    switch (data[row]) {
      case 0 -> {}
      case 1 -> {
        for (int i = inner; i < end; i++) {
          data[i] += data[i - step];
        }
      }
      case 2 -> {
        for (int i = start; i < end; i++) {
          data[i] += data[i - stride];
        }
      }
      case 3 -> {
        for (int i = start; i < inner; i++) {
          data[i] += (byte) ((data[i - stride] & 0xFF) >> 1);
        }
        for (int i = inner; i < end; i++) {
          data[i] += (byte) (((data[i - step] & 0xFF) + (data[i - stride] & 0xFF)) >> 1);
        }
      }
      case 4 -> {
        for (int i = start; i < inner; i++) {
          data[i] += data[i - stride];
        }
        for (int i = inner; i < end; i++) {
          data[i] += paeth(data[i - step], data[i - stride], data[i - stride - step]);
        }
      }
      default -> throw new UnsupportedPngException();
    }
  }

  /** Returns the neighbour nearest to left + up - corner. */
  private static byte paeth(byte left, byte up, byte corner) {
    int toLeft = (up & 0xFF) - (corner & 0xFF);
    int toUp = (left & 0xFF) - (corner & 0xFF);
    int toCorner = Math.abs(toLeft + toUp);
    toLeft = Math.abs(toLeft);
    toUp = Math.abs(toUp);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }

  /** Makes the pixels of row y from the block's bytes at a position. */
  private void put(int from) throws UnsupportedPngException {
    int width = shape.width();
    int plane = width * shape.height();
    int to = y * width;
    switch (header.colours()) {
      case PngHeader.GREY -> {
        if (header.bits() == 8) {
          System.arraycopy(block, from, pixels, to, width);
        } else {
          int most = (1 << header.bits()) - 1;
          for (int x = 0; x < width; x++) {
            pixels[to + x] = (byte) (255 / most * packed(from, x));
          }
        }
      }
      case PngHeader.GREY_ALPHA -> {
        for (int x = 0; x < width; x++) {
          pixels[to + x] = onWhite(from + 2 * x, from + 2 * x + 1);
        }
      }
      case PngHeader.RGB -> {
        for (int x = 0, i = from; x < width; x++, i += 3) {
          pixels[to + x] = block[i];
          pixels[to + plane + x] = block[i + 1];
          pixels[to + 2 * plane + x] = block[i + 2];
        }
      }
      case PngHeader.RGB_ALPHA -> {
        for (int x = 0, i = from; x < width; x++, i += 4) {
          pixels[to + x] = onWhite(i, i + 3);
          pixels[to + plane + x] = onWhite(i + 1, i + 3);
          pixels[to + 2 * plane + x] = onWhite(i + 2, i + 3);
        }
      }
      default -> {
        for (int x = 0; x < width; x++) {
          int place = packed(from, x);
          if (place >= palette.length) {
            throw new UnsupportedPngException();
          }
          int colour = palette[place];
          pixels[to + x] = (byte) (colour >> 16);
          if (shape.channels() == 3) {
            pixels[to + plane + x] = (byte) (colour >> 8);
            pixels[to + 2 * plane + x] = (byte) colour;
          }
        }
      }
    }
  }

  /** Returns pixel x of a row whose pixels have eight bits or fewer. */
  private int packed(int from, int x) {
    int bits = header.bits();
    int bit = x * bits;
    return (block[from + (bit >> 3)] & 0xFF) >> (8 - bits - (bit & 7)) & ((1 << bits) - 1);
  }

  private byte onWhite(int value, int alpha) {
    return (byte) Transparency.onWhite(block[value] & 0xFF, block[alpha] & 0xFF);
  }
}
