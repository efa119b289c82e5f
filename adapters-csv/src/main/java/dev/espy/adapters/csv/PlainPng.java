package dev.espy.adapters.csv;

import dev.espy.adapters.csv.PngRows.RareException;
import dev.espy.domain.Image;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the common kinds of PNG without Java's own reader, which takes longer to get ready for a
 * small image than to decode it.
 *
 * <p>Read here is only what is sound to the last bit, with up to eight bits a channel and not
 * interlaced. Everything else is left to Java, which also says what is wrong with it.
 */
final class PlainPng {

  static final int GREY = 0;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int GREY_ALPHA = 4;
  static final int RGB_ALPHA = 6;

  /**
   * What the file says of its pixels.
   *
   * @param bits of a channel, or of a place in the palette
   * @param colours one of the five ways in which a PNG has colours
   */
  record Header(int width, int height, int bits, int colours) {

    int bitsPerPixel() {
      return switch (colours) {
        case RGB -> 3 * bits;
        case GREY_ALPHA -> 2 * bits;
        case RGB_ALPHA -> 4 * bits;
        default -> bits;
      };
    }

    /** Returns how many bytes a row has, without the one that names its filter. */
    int rowBytes() {
      return Math.toIntExact(((long) width * bitsPerPixel() + 7) / 8);
    }
  }

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'};

  private static final int HEADER = 0x49484452; // IHDR

  /** How many times as much the densest deflated data is when it is inflated. */
  private static final long DENSEST = 1032;

  // To get one ready takes as long as to inflate a small image.
  private static final ThreadLocal<Inflater> INFLATERS = ThreadLocal.withInitial(Inflater::new);

  private final byte[] bytes;
  private final ImageMemory memory;
  private final CRC32 crc = new CRC32();
  private final Header header;
  private int[] palette = {};
  private @Nullable PngRows rows;

  private PlainPng(byte[] bytes, ImageMemory memory) throws RareException {
    this.bytes = bytes;
    this.memory = memory;
    for (int i = 0; i < SIGNATURE.length; i++) {
      require(bytes[i] == SIGNATURE[i]);
    }
    require(number(SIGNATURE.length + 4) == HEADER);
    header = header(SIGNATURE.length + 8);
  }

  /**
   * Decodes an image.
   *
   * @param bytes a PNG file
   * @param memory the memory of this image
   * @return the image, or null if the file is not for this decoder
   * @throws ImageException if there is not enough memory
   */
  static @Nullable Image decode(byte[] bytes, ImageMemory memory) throws ImageException {
    try {
      return new PlainPng(bytes, memory).decode();
    } catch (RareException | DataFormatException | ArrayIndexOutOfBoundsException e) {
      // whatever is wrong with it, Java is to say so
      return null;
    }
  }

  private Image decode() throws RareException, DataFormatException, ImageException {
    int at = SIGNATURE.length;
    int previous = 0;
    while (true) {
      int length = number(at);
      int kind = number(at + 4);
      int content = at + 8;
      require(length >= 0 && length <= bytes.length - content - 4);
      at = content + length;
      crc.reset();
      crc.update(bytes, content - 4, length + 4);
      require((int) crc.getValue() == number(at));
      at += 4;
      switch (kind) {
        case HEADER -> require(previous == 0 && length == 13);
        case 0x504C5445 /* PLTE */ -> palette(content, length);
        case 0x74524E53 /* tRNS */ -> transparency(content, length);
        case 0x49444154 /* IDAT */ -> {
          require(rows == null || previous == kind);
          rows().inflate(bytes, content, length);
        }
        case 0x49454E44 /* IEND */ -> {
          return rows().image();
        }
        // What is lower-case says something about the pixels; what is not is needed to read them.
        default -> require((kind & 0x20000000) != 0);
      }
      previous = kind;
    }
  }

  private Header header(int at) throws RareException {
    Header read = new Header(number(at), number(at + 4), bytes[at + 8], bytes[at + 9]);
    boolean depth =
        switch (read.colours) {
          case GREY, PALETTE ->
              read.bits == 1 || read.bits == 2 || read.bits == 4 || read.bits == 8;
          case RGB, GREY_ALPHA, RGB_ALPHA -> read.bits == 8;
          default -> false;
        };
    boolean methods = bytes[at + 10] == 0 && bytes[at + 11] == 0 && bytes[at + 12] == 0;
    require(depth && methods);
    require(
        read.width > 0
            && read.height > 0
            && (long) read.width * read.height <= ImageDecoder.MOST_PIXELS);
    // A file of a few bytes that claims to be huge must not take memory first.
    require((read.rowBytes() + 1L) * read.height <= DENSEST * bytes.length);
    return read;
  }

  private void palette(int at, int length) throws RareException {
    require(rows == null && palette.length == 0);
    int size = length / 3;
    require(length % 3 == 0 && size > 0 && (header.colours != PALETTE || size <= 1 << header.bits));
    palette = new int[size];
    for (int i = 0; i < size; i++) {
      int colour = at + 3 * i;
      palette[i] =
          0xFF000000
              | (bytes[colour] & 0xFF) << 16
              | (bytes[colour + 1] & 0xFF) << 8
              | (bytes[colour + 2] & 0xFF);
    }
  }

  private void transparency(int at, int length) throws RareException {
    require(header.colours == PALETTE && rows == null);
    require(length <= palette.length);
    for (int i = 0; i < length; i++) {
      palette[i] = (palette[i] & 0xFFFFFF) | bytes[at + i] << 24;
    }
  }

  private PngRows rows() throws RareException, ImageException {
    PngRows current = rows;
    if (current == null) {
      require(header.colours != PALETTE || palette.length > 0);
      current = new PngRows(header, palette, INFLATERS.get(), memory);
      rows = current;
    }
    return current;
  }

  private int number(int at) {
    return (bytes[at] & 0xFF) << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | (bytes[at + 3] & 0xFF);
  }

  private static void require(boolean usual) throws RareException {
    if (!usual) {
      throw new RareException();
    }
  }
}
