package dev.espy.adapters.images;

import dev.espy.adapters.images.metadata.Format;
import dev.espy.adapters.images.png.PngMaker;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Mends in damaged files what would end the reading at once, so that fuzzing gets further. */
final class Repair {

  private Repair() {}

  /** Puts the bytes by which a format is known at the start. */
  static byte[] start(Format format, byte[] bytes) {
    String start =
        switch (format) {
          case PNG -> "\u0089PNG\r\n\u001A\n";
          case JPEG -> "\u00FF\u00D8\u00FF";
          case BMP -> "BM";
          case GIF -> "GIF89a";
          case TIFF -> bytes.length > 0 && bytes[0] == 'M' ? "MM\0*" : "II*\0";
          case WEBP -> "RIFF";
        };
    byte[] known = start.getBytes(StandardCharsets.ISO_8859_1);
    byte[] repaired = Arrays.copyOf(bytes, Math.max(bytes.length, known.length));
    System.arraycopy(known, 0, repaired, 0, known.length);
    if (format == Format.WEBP) {
      repaired = Arrays.copyOf(repaired, Math.max(repaired.length, 12));
      ByteBuffer buffer = ByteBuffer.wrap(repaired).order(ByteOrder.LITTLE_ENDIAN);
      buffer.putInt(4, repaired.length - 8).put(8, "WEBP".getBytes(StandardCharsets.ISO_8859_1));
    }
    return repaired;
  }

  /** Gives each chunk of a PNG its checksum, and compresses the pixels in chunks called idat. */
  static byte[] png(byte[] bytes) {
    byte[] started = start(Format.PNG, bytes);
    ByteBuffer in = ByteBuffer.wrap(started).position(8);
    ByteBuffer out = ByteBuffer.allocate(2 * started.length + 1024).put(started, 0, 8);
    while (in.remaining() >= 12) {
      int length = in.getInt();
      byte[] name = new byte[4];
      in.get(name);
      if (length < 0 || length > in.remaining() - 4) {
        out.putInt(length).put(name);
        break;
      }
      byte[] content = new byte[length];
      in.get(content).getInt();
      if (new String(name, StandardCharsets.ISO_8859_1).equals("idat")) {
        name = "IDAT".getBytes(StandardCharsets.ISO_8859_1);
        content = PngMaker.deflated(content);
      }
      CRC32 crc = new CRC32();
      crc.update(name);
      crc.update(content);
      out.putInt(content.length).put(name).put(content).putInt((int) crc.getValue());
    }
    out.put(in);
    return Arrays.copyOf(out.array(), out.position());
  }
}
