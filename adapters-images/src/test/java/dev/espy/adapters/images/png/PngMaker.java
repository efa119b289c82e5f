package dev.espy.adapters.images.png;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Makes PNGs with chance: what the pixels are, each row's filter, the palette, how transparent it
 * is, into how many chunks the data is cut. (Filtered bytes that are chance are as good as those of
 * a picture.)
 */
public final class PngMaker {

  private final Random random;
  private final int colours;
  private final int bits;
  private final ByteArrayOutputStream beside = new ByteArrayOutputStream();
  private boolean greyPalette;
  private int width = 1;
  private int height = 1;
  private int rows = -1;

  public PngMaker(Random random, int colours, int bits) {
    this.random = random;
    this.colours = colours;
    this.bits = bits;
  }

  public PngMaker size(int newWidth, int newHeight) {
    width = newWidth;
    height = newHeight;
    return this;
  }

  /** Makes another number of rows than the header says. */
  public PngMaker rows(int number) {
    rows = number;
    return this;
  }

  public PngMaker greyPalette() {
    greyPalette = true;
    return this;
  }

  /** Adds a chunk before the pixels. */
  public PngMaker chunk(String kind, byte[] content) {
    beside.writeBytes(encode(kind, content));
    return this;
  }

  public byte[] make() {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    png.writeBytes(encode("IHDR", header.put((byte) bits).put((byte) colours).array()));
    if (colours == PngHeader.PALETTE) {
      int size = 1 << bits;
      byte[] palette = bytes(3 * size);
      for (int i = 0; greyPalette && i < palette.length; i++) {
        palette[i] = palette[i / 3 * 3];
      }
      png.writeBytes(encode("PLTE", palette));
      if (random.nextBoolean()) {
        png.writeBytes(encode("tRNS", bytes(1 + random.nextInt(size))));
      }
    }
    png.writeBytes(beside.toByteArray());
    byte[] data = deflated(pixels());
    int most = random.nextInt(3) == 0 ? 1 + random.nextInt(50) : data.length;
    for (int at = 0; at < data.length; at += most) {
      int length = Math.min(most, data.length - at);
      byte[] part = new byte[length];
      System.arraycopy(data, at, part, 0, length);
      png.writeBytes(encode("IDAT", part));
    }
    png.writeBytes(encode("IEND", new byte[0]));
    return png.toByteArray();
  }

  /** Corrects the sums of all chunks of a PNG that was changed. */
  public static void seal(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    int at = 8;
    while (at + 12 <= png.length) {
      int length = bytes.getInt(at);
      if (length < 0 || length > png.length - at - 12) {
        return;
      }
      CRC32 crc = new CRC32();
      crc.update(png, at + 4, length + 4);
      bytes.putInt(at + 8 + length, (int) crc.getValue());
      at += 12 + length;
    }
  }

  private byte[] pixels() {
    int channels =
        switch (colours) {
          case PngHeader.RGB -> 3;
          case PngHeader.GREY_ALPHA -> 2;
          case PngHeader.RGB_ALPHA -> 4;
          default -> 1;
        };
    int count = rows < 0 ? height : rows;
    int stride = count == 0 ? 1 : 1 + (width * channels * bits + 7) / 8;
    byte[] pixels = bytes(count * stride);
    // what is filtered in a palette leads everywhere, so it has as many colours as there can be
    for (int row = 0; row < count; row++) {
      pixels[row * stride] = (byte) random.nextInt(5);
    }
    return pixels;
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  public static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  private static byte[] encode(String kind, byte[] content) {
    byte[] name = kind.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length)
        .put(name)
        .put(content)
        .putInt((int) crc.getValue())
        .array();
  }
}
