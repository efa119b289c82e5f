package dev.espy.adapters.csv;

import dev.espy.adapters.csv.JpegBits.UnusualException;

/** A Huffman table of a JPEG. */
final class Huffman {

  /** More frequencies than a block has. */
  static final int END = 128;

  private static final int QUICK = 9;

  // for each QUICK bits: length << 8 | symbol of the code that they start with, 0 if it is longer
  private final short[] quick = new short[1 << QUICK];
  // for each length: one more than the last code, left-justified to 16 bits, and symbol - code
  private final int[] ends = new int[17];
  private final int[] shifts = new int[17];
  private final byte[] symbols;

  /**
   * @param counts 16 bytes from this position: how many codes have each length
   * @param symbols the codes' symbols, in the order of the codes
   * @throws UnusualException if there are more codes than bits can tell apart
   */
  Huffman(byte[] segment, int counts, byte[] symbols) throws UnusualException {
    this.symbols = symbols;
    int code = 0;
    int symbol = 0;
    for (int length = 1; length <= 16; length++) {
      int count = segment[counts + length - 1] & 0xFF;
      if (code + count > 1 << length) {
        throw new UnusualException();
      }
      shifts[length] = symbol - code;
      for (int i = 0; i < count && length <= QUICK; i++) {
        short entry = (short) (length << 8 | (symbols[symbol + i] & 0xFF));
        int first = (code + i) << (QUICK - length);
        for (int j = 0; j < 1 << (QUICK - length); j++) {
          quick[first + j] = entry;
        }
      }
      code += count;
      symbol += count;
      ends[length] = code << (16 - length);
      code <<= 1;
    }
  }

  /** Takes the next code and returns its symbol. */
  int next(JpegBits bits) throws UnusualException {
    int ahead = bits.peek16();
    int entry = quick[ahead >>> (16 - QUICK)];
    if (entry == 0) {
      entry = longer(ahead);
    }
    bits.skip(entry >> 8);
    return entry & 0xFF;
  }

  /**
   * Goes over the next code of a frequency and over the value that follows it.
   *
   * @return how many frequencies these stood for, {@link #END} for all others of the block
   */
  int skip(JpegBits bits) throws UnusualException {
    int ahead = bits.peek16();
    int entry = quick[ahead >>> (16 - QUICK)];
    if (entry == 0) {
      entry = longer(ahead);
    }
    bits.skip((entry >> 8) + (entry & 15));
    return advance(entry & 0xFF);
  }

  /** Returns how many frequencies a symbol stands for, {@link #END} for all others of the block. */
  static int advance(int symbol) {
    return symbol == 0 ? END : (symbol >> 4) + 1;
  }

  private int longer(int ahead) throws UnusualException {
    for (int length = QUICK + 1; length <= 16; length++) {
      if (ahead < ends[length]) {
        int symbol = symbols[(ahead >>> (16 - length)) + shifts[length]] & 0xFF;
        return length << 8 | symbol;
      }
    }
    throw new UnusualException();
  }
}
