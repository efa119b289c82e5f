package dev.espy.adapters.csv;

import dev.espy.adapters.csv.PlainPng.Header;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The rows of a PNG: inflated, a block of them at a time, freed of their filters, and made pixels.
 */
final class PngRows {

  /** This file is not for {@link PlainPng}. */
  static final class RareException extends Exception {

    private static final long serialVersionUID = 1;

    RareException() {
      super(null, null, false, false);
    }
  }

  private static final int BLOCK_BYTES = 1 << 16;

  private final Header header;
  private final Inflater inflater;
  private final int[] palette;
  private final Shape shape;
  private final byte[] pixels;

  /** How many bytes a row takes: one that names its filter, and its pixels. */
  private final int stride;

  /** The row above the block, at first of zeros, and the block. */
  private final byte[] block;

  private int filled;
  private int y;

  /**
   * @param header what the file says of its pixels
   * @param palette its colours (alpha, red, green, blue); empty where there is none
   * @param inflater used, from its start on, until the image is there
   * @param memory the memory of this image
   * @throws ImageException if there is not enough memory
   */
  PngRows(Header header, int[] palette, Inflater inflater, ImageMemory memory)
      throws ImageException {
    this.header = header;
    this.inflater = inflater;
    this.palette = header.colours() == PlainPng.PALETTE ? Pixels.onWhite(palette) : new int[0];
    boolean grey =
        switch (header.colours()) {
          case PlainPng.GREY, PlainPng.GREY_ALPHA -> true;
          case PlainPng.PALETTE -> Pixels.isGrey(this.palette);
          default -> false;
        };
    shape = new Shape(grey ? 1 : 3, header.height(), header.width());
    stride = header.rowBytes() + 1;
    int rows = Math.max(1, Math.min(header.height(), BLOCK_BYTES / stride));
    int blockBytes = Math.multiplyExact(rows + 1, stride);
    memory.need(shape.channels(), shape.width(), shape.height(), blockBytes);
    pixels = new byte[shape.size()];
    block = new byte[blockBytes];
    filled = stride;
    inflater.reset();
  }

  /** Takes a part of the deflated data. */
  void inflate(byte[] bytes, int at, int length) throws RareException, DataFormatException {
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
    // only now does the inflater see whether the sum is right
    if (inflater.inflate(new byte[1]) != 0) {
      throw new RareException();
    }
  }

  /** Returns the image, if all of it was there and nothing else. */
  Image image() throws RareException {
    if (y < shape.height() || !inflater.finished()) {
      throw new RareException();
    }
    return new Image(shape, pixels);
  }

  private void unfilter(int row) throws RareException {
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
      default -> throw new RareException();
    }
  }

  /** Returns that of three neighbours which is nearest to where they point. */
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

  /** Makes the pixels of the row that is being read of the bytes from a place on. */
  private void put(int from) throws RareException {
    int width = shape.width();
    int plane = width * shape.height();
    int to = y * width;
    switch (header.colours()) {
      case PlainPng.GREY -> {
        if (header.bits() == 8) {
          System.arraycopy(block, from, pixels, to, width);
        } else {
          int most = (1 << header.bits()) - 1;
          for (int x = 0; x < width; x++) {
            pixels[to + x] = (byte) (255 / most * packed(from, x));
          }
        }
      }
      case PlainPng.GREY_ALPHA -> {
        for (int x = 0; x < width; x++) {
          pixels[to + x] = onWhite(from + 2 * x, from + 2 * x + 1);
        }
      }
      case PlainPng.RGB -> {
        for (int x = 0, i = from; x < width; x++, i += 3) {
          pixels[to + x] = block[i];
          pixels[to + plane + x] = block[i + 1];
          pixels[to + 2 * plane + x] = block[i + 2];
        }
      }
      case PlainPng.RGB_ALPHA -> {
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
            throw new RareException();
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

  /** Returns a pixel that takes eight bits or fewer. */
  private int packed(int from, int x) {
    int bits = header.bits();
    int bit = x * bits;
    return (block[from + (bit >> 3)] & 0xFF) >> (8 - bits - (bit & 7)) & ((1 << bits) - 1);
  }

  private byte onWhite(int value, int alpha) {
    return (byte) Pixels.onWhite(block[value] & 0xFF, block[alpha] & 0xFF);
  }
}
