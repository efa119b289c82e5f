package dev.espy.adapters.csv;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The pictures in a WebP file. Each says its own size, and the reader takes as much memory; so none
 * may be larger than the header, by which memory is reserved.
 */
final class WebpFrames {

  private static final int LOSSY = tag("VP8 ");
  private static final int LOSSLESS = tag("VP8L");
  private static final int ANIMATION_FRAME = tag("ANMF");

  private static final int CHUNKS = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int FRAME_HEADER = 16;

  private WebpFrames() {}

  /**
   * Returns whether all pictures have sound headers, and fit into the size that the file's header
   * gives.
   *
   * @param webp the whole file
   */
  static boolean fit(byte[] webp, int width, int height) {
    ByteBuffer file = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
    long at = CHUNKS;
    while (at + CHUNK_HEADER <= webp.length) {
      int kind = file.getInt((int) at);
      long length = Integer.toUnsignedLong(file.getInt((int) at + 4));
      ByteBuffer content =
          file.slice((int) at + CHUNK_HEADER, (int) (webp.length - at) - CHUNK_HEADER);
      content.order(ByteOrder.LITTLE_ENDIAN);
      if ((kind == LOSSY && !lossyFits(content, width, height))
          || (kind == LOSSLESS && !losslessFits(content, width, height))) {
        return false;
      }
      // the chunks of a frame are inside its own
      at += CHUNK_HEADER + (kind == ANIMATION_FRAME ? FRAME_HEADER : length + (length & 1));
    }
    return true;
  }

  /** Three bytes of flags, three that are always the same, width and height in 14 bits each. */
  private static boolean lossyFits(ByteBuffer content, int width, int height) {
    return content.remaining() >= 10
        && (content.getInt(2) >>> 8) == 0x2A019D
        && (content.getShort(6) & 0x3FFF) <= width
        && (content.getShort(8) & 0x3FFF) <= height;
  }

  /** A byte that is always the same, width - 1 and height - 1 in 14 bits each. */
  private static boolean losslessFits(ByteBuffer content, int width, int height) {
    return content.remaining() >= 5
        && content.get(0) == 0x2F
        && (content.getInt(1) & 0x3FFF) < width
        && (content.getInt(1) >>> 14 & 0x3FFF) < height;
  }

  private static int tag(String name) {
    return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
  }
}
