package dev.espy.adapters.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The bits of a JPEG's scan. */
final class JpegBits {

  /** A file that is damaged, or of a kind that is not read at reduced scale. */
  static final class UnusualException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusualException() {
      super(null, null, false, false);
    }
  }

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private int next;
  // the next bits, left-justified, how many there are, and how many of them the file has not
  private long ahead;
  private int count;
  private int invented;

  JpegBits(byte[] bytes, int start) {
    this.bytes = bytes;
    this.next = start;
  }

  /** Returns the next 16 bits; where the scan ends, zeros follow. At least 16 more are there. */
  int peek16() {
    if (count < 32) {
      fill();
    }
    return (int) (ahead >>> 48);
  }

  /** Goes over bits that a {@link #peek16} has shown to be there, or up to 16 after these. */
  void skip(int bits) {
    ahead <<= bits;
    count -= bits;
  }

  /** Takes up to 16 bits that follow those that {@link #peek16} showed, as a signed difference. */
  int difference(int size) {
    if (size == 0) {
      return 0;
    }
    int value = (int) (ahead >>> (64 - size));
    skip(size);
    return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
  }

  private void fill() {
    while (count <= 32 && next + 4 <= bytes.length) {
      int four = (int) INTS.get(bytes, next);
      if (((~four - 0x01010101) & four & 0x80808080) != 0) {
        break; // one of them may be 0xFF
      }
      ahead |= (four & 0xFFFFFFFFL) << (32 - count);
      count += 32;
      next += 4;
    }
    while (count <= 56) {
      int value = 0;
      if (next < bytes.length && (bytes[next] != -1 || isStuffed())) {
        value = bytes[next] & 0xFF;
        next += value == 0xFF ? 2 : 1;
      } else {
        invented += 8;
      }
      ahead |= (long) value << (56 - count);
      count += 8;
    }
  }

  private boolean isStuffed() {
    return next + 1 < bytes.length && bytes[next + 1] == 0;
  }

  /**
   * Ends a part of the scan and goes over the marker that follows it.
   *
   * @throws UnusualException if the part ended before, or goes on, or another marker follows
   */
  void expect(int marker) throws UnusualException {
    // less than a byte may be left to fill the last one
    if (invented > count || count - invented >= 8) {
      throw new UnusualException();
    }
    while (next + 1 < bytes.length && bytes[next] == -1 && bytes[next + 1] == -1) {
      next++;
    }
    if (next + 1 >= bytes.length || bytes[next] != -1 || (bytes[next + 1] & 0xFF) != marker) {
      throw new UnusualException();
    }
    next += 2;
    ahead = 0;
    count = 0;
    invented = 0;
  }
}
