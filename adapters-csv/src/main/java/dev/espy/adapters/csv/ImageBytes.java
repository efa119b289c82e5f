package dev.espy.adapters.csv;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of an image file for Java's readers. Some of these go on behind the end of a file and
 * make up the rest, pixel by pixel, which can take minutes; here they fail soon.
 */
final class ImageBytes extends ImageInputStreamImpl {

  /** Sound files are read a little behind their end, too: readers look ahead. */
  private static final int MOST_READS_BEHIND_THE_END = 100;

  private final byte[] bytes;
  private final int length;
  private int behind;

  /**
   * @param bytes the whole file; not copied, so not to be changed
   */
  ImageBytes(byte[] bytes) {
    this(bytes, bytes.length);
  }

  /**
   * @param bytes an array that begins with the whole file; not copied, so not to be changed
   * @param length bytes that the file has
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
    if (++behind > MOST_READS_BEHIND_THE_END) {
      // no EOFException: that is what readers go on after
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
