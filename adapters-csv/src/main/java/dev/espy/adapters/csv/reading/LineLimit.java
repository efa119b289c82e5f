package dev.espy.adapters.csv.reading;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** A text that refuses lines that are too long for a table. */
final class LineLimit extends FilterReader {

  private static final int LONGEST = 1 << 24;

  private long length;

  LineLimit(Reader text) {
    super(text);
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] buffer, int offset, int count) throws IOException {
    int got = super.read(buffer, offset, count);
    int last = offset + got - 1;
    while (last >= offset && buffer[last] != '\n' && buffer[last] != '\r') {
      last--;
    }
    length = last < offset ? length + Math.max(0, got) : offset + got - 1 - last;
    if (length > LONGEST) {
      throw new MalformedCsvException(
          "there is no line end in over %,d characters".formatted(LONGEST));
    }
    return got;
  }
}
