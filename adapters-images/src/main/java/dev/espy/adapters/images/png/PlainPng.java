package dev.espy.adapters.images.png;

import dev.espy.adapters.images.decoding.ImageMemory;
import dev.espy.domain.Image;
import dev.espy.domain.UnreadableImageException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decodes PNGs of the common kinds. ImageIO needs more time to prepare for a small image than to
 * decode it.
 *
 * <p>This decoder reads PNGs that are sound to the last bit, with up to eight bits a channel and
 * not interlaced. ImageIO reads the others, and reports their errors.
 */
public final class PlainPng {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'};

  private static final int HEADER = 0x49484452; // IHDR

  // creating an inflater takes as long as inflating a small image
  private static final ThreadLocal<Inflater> INFLATERS = ThreadLocal.withInitial(Inflater::new);

  private final byte[] bytes;
  private final ImageMemory memory;
  private final CRC32 crc = new CRC32();
  private final PngHeader header;
  private int[] palette = {};
  private @Nullable PngRows rows;

  private PlainPng(byte[] bytes, ImageMemory memory) throws UnsupportedPngException {
    this.bytes = bytes;
    this.memory = memory;
    for (int i = 0; i < SIGNATURE.length; i++) {
      require(bytes[i] == SIGNATURE[i]);
    }
    require(number(SIGNATURE.length + 4) == HEADER);
    header = PngHeader.read(bytes, SIGNATURE.length + 8);
  }

  /**
   * Decodes an image.
   *
   * @param bytes content of a PNG file
   * @param memory the image's memory
   * @return the image; null if this decoder does not read the file
   * @throws UnreadableImageException if the memory is too small, or is in use now
   */
  public static @Nullable Image decode(byte[] bytes, ImageMemory memory)
      throws UnreadableImageException {
    try {
      return new PlainPng(bytes, memory).decode();
    } catch (UnsupportedPngException | DataFormatException | ArrayIndexOutOfBoundsException e) {
      // ImageIO reads it, or reports the error.
      return null;
    }
  }

  private Image decode()
      throws UnsupportedPngException, DataFormatException, UnreadableImageException {
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
        // a lower-case name marks metadata, an upper-case one data that the pixels need
        default -> require((kind & 0x20000000) != 0);
      }
      previous = kind;
    }
  }

  private void palette(int at, int length) throws UnsupportedPngException {
    require(rows == null && palette.length == 0);
    int size = length / 3;
    require(
        length % 3 == 0
            && size > 0
            && (header.colours() != PngHeader.PALETTE || size <= 1 << header.bits()));
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

  private void transparency(int at, int length) throws UnsupportedPngException {
    require(header.colours() == PngHeader.PALETTE && rows == null);
    require(length <= palette.length);
    for (int i = 0; i < length; i++) {
      palette[i] = (palette[i] & 0xFFFFFF) | bytes[at + i] << 24;
    }
  }

  private PngRows rows() throws UnsupportedPngException, UnreadableImageException {
    PngRows current = rows;
    if (current == null) {
      require(header.colours() != PngHeader.PALETTE || palette.length > 0);
      current = new PngRows(header, palette, INFLATERS.get(), memory);
      rows = current;
    }
    return current;
  }

  private int number(int at) {
    return PngHeader.number(bytes, at);
  }

  private static void require(boolean supported) throws UnsupportedPngException {
    if (!supported) {
      throw new UnsupportedPngException();
    }
  }
}
