package dev.espy.adapters.images.imageio;

import java.nio.ByteBuffer;
import javax.imageio.stream.ImageInputStream;

/** The metadata of a PNG. ImageIO's reader unpacks it, however large it is. */
final class PngText {

  private static final int SIGNATURE_BYTES = 8;
  private static final int TRANSPARENCY = 0x74524E53; // tRNS

  /** This bit of a chunk's name marks metadata. */
  private static final int ANCILLARY = 0x20000000;

  private PngText() {}

  /**
   * Returns a copy of a file without the metadata that the pixels do not depend on.
   *
   * @param png content of a PNG file, sound or damaged
   */
  static ImageInputStream without(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    byte[] result = new byte[png.length];
    int kept = Math.min(SIGNATURE_BYTES, png.length);
    System.arraycopy(png, 0, result, 0, kept);
    int at = kept;
    while (at + 12 <= png.length) {
      long end = Math.min(png.length, at + 12 + Integer.toUnsignedLong(bytes.getInt(at)));
      int kind = bytes.getInt(at + 4);
      int length = (int) end - at;
      if ((kind & ANCILLARY) == 0 || kind == TRANSPARENCY) {
        System.arraycopy(png, at, result, kept, length);
        kept += length;
      }
      at += length;
    }
    return new ImageBytes(result, kept);
  }
}
