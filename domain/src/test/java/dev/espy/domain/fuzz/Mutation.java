package dev.espy.domain.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages files at random: changes bits and numbers, and removes, repeats or mixes parts. */
final class Mutation {

  private static final int LONGEST = 1 << 16;
  private static final int[] EDGES = {
    0, 1, -1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 1 << 31
  };

  private final Random random;

  Mutation(long seed) {
    random = new Random(seed);
  }

  /** Returns one of the files with some damage. */
  byte[] of(List<byte[]> files) {
    byte[] bytes = files.get(random.nextInt(files.size())).clone();
    for (int count = 1 + random.nextInt(4); count > 0 && bytes.length > 0; count--) {
      bytes = damage(bytes, files);
    }
    return bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
  }

  private byte[] damage(byte[] bytes, List<byte[]> files) {
    int from = random.nextInt(bytes.length);
    int to = from + random.nextInt(Math.min(64, bytes.length - from)) + 1;
    switch (random.nextInt(7)) {
      case 0 -> bytes[from] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[from] = (byte) random.nextInt();
      case 2 -> number(bytes, from);
      case 3 -> {
        return Arrays.copyOf(bytes, from);
      }
      case 4 -> {
        return joined(bytes, from, bytes, to);
      }
      case 5 -> {
        return joined(bytes, to, bytes, from);
      }
      default -> {
        byte[] other = files.get(random.nextInt(files.size()));
        return joined(bytes, from, other, random.nextInt(other.length + 1));
      }
    }
    return bytes;
  }

  private void number(byte[] bytes, int at) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int value = EDGES[random.nextInt(EDGES.length)];
    if (bytes.length - at >= Integer.BYTES && random.nextBoolean()) {
      buffer.putInt(at, value);
    } else if (bytes.length - at >= Short.BYTES) {
      buffer.putShort(at, (short) value);
    }
  }

  private static byte[] joined(byte[] first, int end, byte[] second, int begin) {
    byte[] all = Arrays.copyOf(first, end + second.length - begin);
    System.arraycopy(second, begin, all, end, second.length - begin);
    return all;
  }
}
