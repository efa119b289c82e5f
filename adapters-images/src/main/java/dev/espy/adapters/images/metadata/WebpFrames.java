package dev.espy.adapters.images.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The frames of a WebP file. Each has a size of its own, and the reader allocates memory for it. So
 * no frame may be larger than the size in the file's header, which the reservation is based on.
 */
public final class WebpFrames {

  private static final int LOSSY = tag("VP8 ");
  private static final int LOSSLESS = tag("VP8L");
  private static final int ANIMATION_FRAME = tag("ANMF");

  private static final int CHUNKS = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int FRAME_HEADER = 16;

  private WebpFrames() {}

  /**
   * Returns true if all frames have sound headers and fit into the file's canvas.
   *
   * @param webp content of the file
   * @param width width in the file's header
   * @param height height in the file's header
   */
  public static boolean fit(byte[] webp, int width, int height) {
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
      // the chunks of a frame lie inside the frame's chunk
      at += CHUNK_HEADER + (kind == ANIMATION_FRAME ? FRAME_HEADER : length + (length & 1));
    }
    return true;
  }

  /** Checks a header of 3 bytes of flags, 3 constant bytes, width and height of 14 bits each. */
  private static boolean lossyFits(ByteBuffer content, int width, int height) {
    return content.remaining() >= 10
        && (content.getInt(2) >>> 8) == 0x2A019D
        && (content.getShort(6) & 0x3FFF) <= width
        && (content.getShort(8) & 0x3FFF) <= height;
  }

  /** Checks a header of a constant byte, width - 1 and height - 1 of 14 bits each. */
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
