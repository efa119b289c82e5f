package dev.espy.adapters.images.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads the bits of a JPEG's scan. */
final class JpegBits {

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private int next;
  // the next bits, left-justified; their number; the number of them that are not in the file
  private long ahead;
  private int count;
  private int invented;

  JpegBits(byte[] bytes, int start) {
    this.bytes = bytes;
    this.next = start;
  }

  /** Returns the next 16 bits and buffers at least 16 more. Zeros follow the end of the scan. */
  int peek16() {
    if (count < 32) {
      fill();
    }
    return (int) (ahead >>> 48);
  }

  /** Skips bits that {@link #peek16} returned, or up to 16 after them. */
  void skip(int bits) {
    ahead <<= bits;
    count -= bits;
  }

  /** Returns, as a signed difference, up to 16 bits after those that {@link #peek16} returned. */
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
        break; // one of the bytes may be 0xFF
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
   * Ends a part of the scan and skips the marker after it.
   *
   * @param marker the marker expected
   * @throws UnsupportedJpegException if the part ended before, or goes on, or another marker
   *     follows
   */
  void expect(int marker) throws UnsupportedJpegException {
    // fewer than eight bits may pad the last byte
    if (invented > count || count - invented >= 8) {
      throw new UnsupportedJpegException();
    }
    while (next + 1 < bytes.length && bytes[next] == -1 && bytes[next + 1] == -1) {
      next++;
    }
    if (next + 1 >= bytes.length || bytes[next] != -1 || (bytes[next + 1] & 0xFF) != marker) {
      throw new UnsupportedJpegException();
    }
    next += 2;
    ahead = 0;
    count = 0;
    invented = 0;
  }
}
