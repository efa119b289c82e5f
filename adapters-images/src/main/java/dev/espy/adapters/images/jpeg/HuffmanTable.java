package dev.espy.adapters.images.jpeg;

/** A Huffman table of a JPEG. */
final class HuffmanTable {

  /** Larger than the number of frequencies in a block. */
  static final int END = 128;

  private static final int QUICK = 9;

  // by the next QUICK bits: length << 8 | symbol of their first code; 0 if the code is longer
  private final short[] quick = new short[1 << QUICK];
  // by length: the last code + 1, left-justified to 16 bits; and symbol - code
  private final int[] ends = new int[17];
  private final int[] shifts = new int[17];
  private final byte[] symbols;

  /**
   * @param segment content of the file
   * @param counts position of 16 bytes: the number of codes of each length from 1
   * @param symbols the codes' symbols, in the order of the codes
   * @throws UnsupportedJpegException if a length has more codes than possible
   */
  HuffmanTable(byte[] segment, int counts, byte[] symbols) throws UnsupportedJpegException {
    this.symbols = symbols;
    int code = 0;
    int symbol = 0;
    for (int length = 1; length <= 16; length++) {
      int count = segment[counts + length - 1] & 0xFF;
      if (code + count > 1 << length) {
        throw new UnsupportedJpegException();
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

  /** Reads the next code and returns its symbol. */
  int next(JpegBits bits) throws UnsupportedJpegException {
    int ahead = bits.peek16();
    int entry = quick[ahead >>> (16 - QUICK)];
    if (entry == 0) {
      entry = longer(ahead);
    }
    bits.skip(entry >> 8);
    return entry & 0xFF;
  }

  /**
   * Skips the next code of a frequency and the value after it.
   *
   * @return the number of frequencies of the code; {@link #END} for the rest of the block
   */
  int skip(JpegBits bits) throws UnsupportedJpegException {
    int ahead = bits.peek16();
    int entry = quick[ahead >>> (16 - QUICK)];
    if (entry == 0) {
      entry = longer(ahead);
    }
    bits.skip((entry >> 8) + (entry & 15));
    return advance(entry & 0xFF);
  }

  /** Returns the number of frequencies of a symbol; {@link #END} for the rest of the block. */
  static int advance(int symbol) {
    return symbol == 0 ? END : (symbol >> 4) + 1;
  }

  private int longer(int ahead) throws UnsupportedJpegException {
    for (int length = QUICK + 1; length <= 16; length++) {
      if (ahead < ends[length]) {
        int symbol = symbols[(ahead >>> (16 - length)) + shifts[length]] & 0xFF;
        return length << 8 | symbol;
      }
    }
    throw new UnsupportedJpegException();
  }
}
