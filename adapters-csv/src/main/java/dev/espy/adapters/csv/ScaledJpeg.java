package dev.espy.adapters.csv;

import dev.espy.adapters.csv.JpegBits.UnusualException;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JPEGs at a half, a quarter or an eighth of their size. A JPEG keeps each 8 x 8 pixels as
 * frequencies; the lowest n x n of them are the same pixels reduced to n x n, so that the work of
 * the others is spared. No library that Java can use everywhere does this.
 *
 * <p>Only the kind that nearly all cameras and programs write is read here, and only if it is sound
 * to the last bit: baseline, 8 bits, grey or YCbCr, in one scan. Everything else is left to the
 * library.
 */
final class ScaledJpeg {

  /** Each side stays at least this many times as long as what will be made of it. */
  static final int MARGIN = 2;

  private static final int BLOCK = 8;

  /** Of a component in a unit of the scan, across and down. */
  private static final int MOST_SAMPLES = 4;

  /** What a file says of a component before its scan. */
  private record Header(byte id, int across, int down, int quantization) {}

  private final byte[] bytes;
  private final Shape atLeast;
  private final ImageMemory memory;
  private final int[][] quantizations = new int[4][];
  private final Huffman[] firsts = new Huffman[4];
  private final Huffman[] others = new Huffman[4];
  private Header[] headers = {};
  private int width;
  private int height;
  private int restartInterval;
  private boolean jfif;
  private int adobe = -1;

  private ScaledJpeg(byte[] bytes, ImageMemory memory) {
    this.bytes = bytes;
    this.atLeast = Orientation.stored(memory.atLeast(), memory.orientation());
    this.memory = memory;
  }

  /**
   * Decodes an image at the smallest scale that is well above a size.
   *
   * @param bytes a JPEG file
   * @param memory the memory of this image, and the size that will be made of it
   * @return the image; or null if the file is not for this decoder, or not large enough to be
   *     reduced
   * @throws ImageException if there is not enough memory
   */
  static @Nullable Image decode(byte[] bytes, ImageMemory memory) throws ImageException {
    try {
      return new ScaledJpeg(bytes, memory).decode();
    } catch (UnusualException | ArrayIndexOutOfBoundsException e) {
      // whatever is wrong with it, the library is to say so
      return null;
    }
  }

  private @Nullable Image decode() throws UnusualException, ImageException {
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
            throw new UnusualException();
          }
        }
      }
    }
  }

  private int marker(int at) throws UnusualException {
    if (bytes[at] != -1) {
      throw new UnusualException();
    }
    return bytes[at + 1] & 0xFF;
  }

  private int unsigned(int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  private void frame(int at) throws UnusualException {
    height = unsigned(at + 1);
    width = unsigned(at + 3);
    int count = bytes[at + 5];
    boolean usual =
        bytes[at] == 8
            && (count == 1 || count == 3)
            && width > 0
            && height > 0
            && headers.length == 0
            && (long) width * height <= ImageDecoder.MOST_PIXELS;
    if (!usual) {
      throw new UnusualException();
    }
    headers = new Header[count];
    for (int i = 0; i < count; i++) {
      int entry = at + 6 + 3 * i;
      // of a single component, the sampling says nothing
      int sampling = count == 1 ? 0x11 : bytes[entry + 1];
      int columns = sampling >> 4;
      int rows = sampling & 15;
      if (columns < 1 || columns > MOST_SAMPLES || rows < 1 || rows > MOST_SAMPLES) {
        throw new UnusualException();
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

  private void huffmanTables(int at, int end) throws UnusualException {
    while (at < end) {
      int kind = bytes[at];
      int count = 0;
      for (int i = 1; i <= 16; i++) {
        count += bytes[at + i] & 0xFF;
      }
      byte[] symbols = new byte[count];
      System.arraycopy(bytes, at + 17, symbols, 0, count);
      (kind >> 4 == 0 ? firsts : others)[kind & 15] = new Huffman(bytes, at + 1, symbols);
      at += 17 + count;
    }
  }

  private void checkColours(int at) throws UnusualException {
    boolean known =
        headers.length == 1
            || adobe == 1
            || (adobe < 0 && (jfif || (headers[0].id == 1 && headers[1].id == 2)));
    if (!known || bytes[at] != headers.length) {
      throw new UnusualException();
    }
  }

  /** Returns how many pixels, across and down, an 8 x 8 block becomes. */
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

  private JpegComponent[] scan(int at, int pixels) throws UnusualException, ImageException {
    int across = 0;
    int down = 0;
    for (Header header : headers) {
      across = Math.max(across, header.across);
      down = Math.max(down, header.down);
    }
    int columns = (width + BLOCK * across - 1) / (BLOCK * across);
    int rows = (height + BLOCK * down - 1) / (BLOCK * down);
    long plane = (long) columns * across * pixels * rows * down * pixels;
    memory.need(
        headers.length, reduced(width, pixels), reduced(height, pixels), headers.length * plane);
    JpegComponent[] components = new JpegComponent[headers.length];
    for (int i = 0; i < components.length; i++) {
      Header header = headers[i];
      int tables = bytes[at + 2 + 2 * i];
      Huffman first = firsts[tables >> 4];
      Huffman other = others[tables & 15];
      int[] quantization = quantizations[header.quantization];
      if (bytes[at + 1 + 2 * i] != header.id
          || first == null
          || other == null
          || quantization == null) {
        throw new UnusualException();
      }
      // what has half the samples is reduced half as much, so that all planes are of one size
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
      throws UnusualException {
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
