package dev.espy.adapters.images.jpeg;

import dev.espy.adapters.images.decoding.ImageMemory;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.UnreadableImageException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JPEGs at a half, a quarter or an eighth of their size. A JPEG stores each block of 8 x 8
 * pixels as frequencies. The lowest n x n of them give the block reduced to n x n, without the work
 * for the others. No Java library for all platforms does this.
 *
 * <p>This decoder reads the kind that nearly all cameras and programs write, if it is sound to the
 * last bit: baseline, 8 bits, grey or YCbCr, in one scan. ImageIO reads the others.
 */
public final class ScaledJpeg {

  /** Smallest ratio of a decoded side to the side wanted. */
  static final int MARGIN = 2;

  private static final int BLOCK = 8;

  /** Largest number of samples of a component in a row or column of a unit. */
  private static final int MAX_SAMPLES = 4;

  /** A component in the header. */
  private record Header(byte id, int across, int down, int quantization) {}

  private final byte[] bytes;
  private final Shape atLeast;
  private final ImageMemory memory;
  private final int[][] quantizations = new int[4][];
  private final HuffmanTable[] firsts = new HuffmanTable[4];
  private final HuffmanTable[] others = new HuffmanTable[4];
  private Header[] headers = {};
  private int width;
  private int height;
  private int restartInterval;
  private boolean jfif;
  private int adobe = -1;

  private ScaledJpeg(byte[] bytes, ImageMemory memory) {
    this.bytes = bytes;
    this.atLeast = memory.storedAtLeast();
    this.memory = memory;
  }

  /**
   * Decodes an image at the smallest scale that is well above the size wanted.
   *
   * @param bytes content of a JPEG file
   * @param memory the image's memory and the size wanted
   * @return the image; null if this decoder does not read the file, or the image is too small to be
   *     reduced
   * @throws UnreadableImageException if the memory is too small, or is in use now
   */
  public static @Nullable Image decode(byte[] bytes, ImageMemory memory)
      throws UnreadableImageException {
    try {
      return new ScaledJpeg(bytes, memory).decode();
    } catch (UnsupportedJpegException | ArrayIndexOutOfBoundsException e) {
      // ImageIO reads it, or reports the error.
      return null;
    }
  }

  private @Nullable Image decode() throws UnsupportedJpegException, UnreadableImageException {
    int at = 2;
    while (true) {
      int marker = marker(at);
      int length = unsigned(at + 2);
      int content = at + 4;
      at += 2 + length;
      switch (marker) {
        case 0xC0 -> frame(content);
        case 0xC4 -> huffmanTables(content, at);
        case 0xDB -> quantizationTables(content, at);
        case 0xDD -> restartInterval = unsigned(content);
        case 0xE0 -> jfif |= length >= 7 && bytes[content] == 'J' && bytes[content + 1] == 'F';
        case 0xEE -> adobe = length >= 14 && bytes[content] == 'A' ? bytes[content + 11] : adobe;
        case 0xDA -> {
          int pixels = scale();
          if (pixels == BLOCK) {
            return null;
          }
          checkColours(content);
          return JpegPixels.image(scan(content, pixels), height * pixels, width * pixels);
        }
        default -> {
          boolean harmless = (marker >= 0xE1 && marker <= 0xEF) || marker == 0xFE;
          if (!harmless) {
            throw new UnsupportedJpegException();
          }
        }
      }
    }
  }

  private int marker(int at) throws UnsupportedJpegException {
    if (bytes[at] != -1) {
      throw new UnsupportedJpegException();
    }
    return bytes[at + 1] & 0xFF;
  }

  private int unsigned(int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  private void frame(int at) throws UnsupportedJpegException {
    height = unsigned(at + 1);
    width = unsigned(at + 3);
    int count = bytes[at + 5];
    boolean supported =
        bytes[at] == 8
            && (count == 1 || count == 3)
            && width > 0
            && height > 0
            && headers.length == 0
            && (long) width * height <= ImageMemory.MAX_PIXELS;
    if (!supported) {
      throw new UnsupportedJpegException();
    }
    headers = new Header[count];
    for (int i = 0; i < count; i++) {
      int entry = at + 6 + 3 * i;
      // the sampling of a single component has no meaning
      int sampling = count == 1 ? 0x11 : bytes[entry + 1];
      int columns = sampling >> 4;
      int rows = sampling & 15;
      if (columns < 1 || columns > MAX_SAMPLES || rows < 1 || rows > MAX_SAMPLES) {
        throw new UnsupportedJpegException();
      }
      headers[i] = new Header(bytes[entry], columns, rows, bytes[entry + 2]);
    }
  }

  private void quantizationTables(int at, int end) {
    while (at < end) {
      int kind = bytes[at++];
      int[] table = new int[64];
      for (int i = 0; i < 64; i++) {
        table[JpegComponent.ZIGZAG[i]] =
            kind >> 4 == 0 ? bytes[at + i] & 0xFF : unsigned(at + 2 * i);
      }
      at += kind >> 4 == 0 ? 64 : 128;
      quantizations[kind & 15] = table;
    }
  }

  private void huffmanTables(int at, int end) throws UnsupportedJpegException {
    while (at < end) {
      int kind = bytes[at];
      int count = 0;
      for (int i = 1; i <= 16; i++) {
        count += bytes[at + i] & 0xFF;
      }
      byte[] symbols = new byte[count];
      System.arraycopy(bytes, at + 17, symbols, 0, count);
      (kind >> 4 == 0 ? firsts : others)[kind & 15] = new HuffmanTable(bytes, at + 1, symbols);
      at += 17 + count;
    }
  }

  private void checkColours(int at) throws UnsupportedJpegException {
    boolean known =
        headers.length == 1
            || adobe == 1
            || (adobe < 0 && (jfif || (headers[0].id == 1 && headers[1].id == 2)));
    if (!known || bytes[at] != headers.length) {
      throw new UnsupportedJpegException();
    }
  }

  /** Returns the side of a decoded 8 x 8 block, in pixels. */
  private int scale() {
    int pixels = BLOCK;
    while (pixels > 1
        && reduced(width, pixels / 2) >= MARGIN * atLeast.width()
        && reduced(height, pixels / 2) >= MARGIN * atLeast.height()) {
      pixels /= 2;
    }
    return pixels;
  }

  private static int reduced(int side, int pixels) {
    return (side * pixels + BLOCK - 1) / BLOCK;
  }

  private JpegComponent[] scan(int at, int pixels)
      throws UnsupportedJpegException, UnreadableImageException {
    int across = 0;
    int down = 0;
    for (Header header : headers) {
      across = Math.max(across, header.across);
      down = Math.max(down, header.down);
    }
    int columns = (width + BLOCK * across - 1) / (BLOCK * across);
    int rows = (height + BLOCK * down - 1) / (BLOCK * down);
    long plane = (long) columns * across * pixels * rows * down * pixels;
    memory.reserve(
        headers.length, reduced(width, pixels), reduced(height, pixels), headers.length * plane);
    JpegComponent[] components = new JpegComponent[headers.length];
    for (int i = 0; i < components.length; i++) {
      Header header = headers[i];
      int tables = bytes[at + 2 + 2 * i];
      HuffmanTable first = firsts[tables >> 4];
      HuffmanTable other = others[tables & 15];
      int[] quantization = quantizations[header.quantization];
      if (bytes[at + 1 + 2 * i] != header.id
          || first == null
          || other == null
          || quantization == null) {
        throw new UnsupportedJpegException();
      }
      // a component with half the samples is reduced half as much, so all planes have one size
      components[i] =
          new JpegComponent(
              header.across,
              header.down,
              across * pixels,
              down * pixels,
              columns,
              rows,
              quantization,
              first,
              other);
    }
    read(components, columns, rows, new JpegBits(bytes, at + 4 + 2 * components.length));
    return components;
  }

  private void read(JpegComponent[] components, int columns, int rows, JpegBits bits)
      throws UnsupportedJpegException {
    int units = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (restartInterval > 0 && units > 0 && units % restartInterval == 0) {
          bits.expect(0xD0 + (units / restartInterval - 1) % 8);
          for (JpegComponent component : components) {
            component.restart();
          }
        }
        for (JpegComponent component : components) {
          component.read(bits, column, row);
        }
        units++;
      }
    }
    bits.expect(0xD9);
  }
}
