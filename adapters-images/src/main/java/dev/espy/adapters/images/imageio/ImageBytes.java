package dev.espy.adapters.images.imageio;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of an image file for ImageIO's readers. Some readers go on after the end of a file and
 * invent the missing pixels, which can take minutes. This stream makes them fail soon.
 */
final class ImageBytes extends ImageInputStreamImpl {

  /** Readers look ahead, so they read sound files a little past the end, too. */
  private static final int MAX_READS_PAST_THE_END = 100;

  private final byte[] bytes;
  private final int length;
  private int readsPastTheEnd;

  /**
   * @param bytes content of the file; not copied, so it must not change
   */
  ImageBytes(byte[] bytes) {
    this(bytes, bytes.length);
  }

  /**
   * @param bytes array that begins with the content of the file; not copied, so it must not change
   * @param length size of the file in bytes
   */
  ImageBytes(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  @Override
  public int read() throws IOException {
    checkClosed();
    bitOffset = 0;
    return streamPos < length ? bytes[(int) streamPos++] & 0xFF : end();
  }

  @Override
  public int read(byte[] to, int offset, int most) throws IOException {
    checkClosed();
    bitOffset = 0;
    if (most == 0) {
      return 0;
    }
    if (streamPos >= length) {
      return end();
    }
    int count = (int) Math.min(most, length - streamPos);
    System.arraycopy(bytes, (int) streamPos, to, offset, count);
    streamPos += count;
    return count;
  }

  private int end() throws IOException {
    if (++readsPastTheEnd > MAX_READS_PAST_THE_END) {
      // not an EOFException, because readers go on after that
      throw new IOException("the image goes on behind the end of the file");
    }
    return -1;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public boolean isCached() {
    return true;
  }

  @Override
  public boolean isCachedMemory() {
    return true;
  }
}
