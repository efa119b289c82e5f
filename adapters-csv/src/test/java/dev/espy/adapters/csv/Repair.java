package dev.espy.adapters.csv;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Mends in damaged files what would end the reading at once, so that fuzzing gets further. */
final class Repair {

  private static final int LOCAL = 0x04034B50;
  private static final int CENTRAL = 0x02014B50;
  private static final int END = 0x06054B50;
  private static final int END_LENGTH = 22;

  private Repair() {}

  /** Makes the end of a zip tell where its directory is, and this where the files are. */
  static byte[] zip(byte[] bytes) {
    List<Integer> files = positions(bytes, LOCAL, 30);
    List<Integer> entries = positions(bytes, CENTRAL, 46);
    byte[] repaired = Arrays.copyOf(bytes, bytes.length + END_LENGTH);
    ByteBuffer zip = ByteBuffer.wrap(repaired).order(ByteOrder.LITTLE_ENDIAN);
    int count = 0;
    int begin = entries.isEmpty() ? bytes.length : entries.get(0);
    int end = begin;
    for (int at : entries) {
      int length = 46;
      for (int field = 28; field <= 32; field += 2) {
        length += zip.getShort(at + field) & 0xFFFF;
      }
      if (at != end || at + length > bytes.length) {
        break;
      }
      if (count < files.size()) {
        zip.putInt(at + 42, files.get(count));
      }
      end = at + length;
      count++;
    }
    zip.position(end);
    zip.putInt(END).putInt(0).putShort((short) count).putShort((short) count);
    zip.putInt(end - begin).putInt(begin).putShort((short) 0);
    return Arrays.copyOf(repaired, zip.position());
  }

  private static List<Integer> positions(byte[] bytes, int signature, int least) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> positions = new ArrayList<>();
    for (int at = 0; at <= bytes.length - least; at++) {
      if (buffer.getInt(at) == signature) {
        positions.add(at);
      }
    }
    return positions;
  }
}
