package dev.espy.adapters.csv.reading;

import dev.espy.domain.BadDataSetException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The encoding of a text file: that of its byte order mark, else UTF-8 if the file is valid UTF-8,
 * else Windows-1252, the encoding of old spreadsheets.
 *
 * @param charset the charset of the text
 * @param mark the length of the byte order mark, in bytes; 0 if there is none
 */
record Encoding(Charset charset, int mark) {

  /** The largest number of characters; a longer text is an attack, or too large for one machine. */
  private static final long LONGEST = 8L << 30;

  /** The largest number of characters in a zip, unless the compressed text is large, too. */
  private static final int LONGEST_UNPACKED = 16 << 20;

  private static final int MOST_TIMES = 200;

  /**
   * Finds the encoding of a file. The file is read to its end.
   *
   * @param file the file
   * @param name the name of the file in messages
   * @throws BadDataSetException if the file is not a text file, or is too large
   */
  static Encoding of(Path file, String name) throws IOException {
    Encoding marked = marked(file, name);
    Encoding found = marked;
    long longest = longest(file);
    long length = 0;
    try (Reader reader = new InputStreamReader(marked.open(file), marked.charset.newDecoder())) {
      char[] characters = new char[1 << 14];
      for (int n = reader.read(characters); n >= 0; n = reader.read(characters)) {
        length += n;
        if (length > longest) {
          throw new BadDataSetException(
              "%s is too large: over %d characters%s"
                  .formatted(
                      name,
                      longest,
                      longest < LONGEST ? "; unpack the zip, and give the folder" : ""));
        }
      }
    } catch (CharacterCodingException e) {
      if (marked.mark == 0) {
        found = new Encoding(Charset.forName("windows-1252"), 0);
      }
    }
    return found;
  }

  private static long longest(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("zip")) {
      return LONGEST;
    }
    Object packed = Files.getAttribute(file, "zip:compressedSize");
    return Math.min(
        LONGEST, Math.max(LONGEST_UNPACKED, packed instanceof Long size ? MOST_TIMES * size : 0));
  }

  /** Opens the text after the mark. Invalid bytes become replacement characters. */
  Reader read(Path file) throws IOException {
    return new InputStreamReader(open(file), charset);
  }

  private InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    in.skipNBytes(mark);
    return in;
  }

  private static Encoding marked(Path file, String name) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(1 << 12);
    }
    if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
      return new Encoding(StandardCharsets.UTF_8, 3);
    }
    if (startsWith(start, 0xFF, 0xFE)) {
      return new Encoding(StandardCharsets.UTF_16LE, 2);
    }
    if (startsWith(start, 0xFE, 0xFF)) {
      return new Encoding(StandardCharsets.UTF_16BE, 2);
    }
    for (byte each : start) {
      if (each == 0) {
        throw new BadDataSetException(
            name + " is not a text file; save the table as CSV, with comma and UTF-8");
      }
    }
    return new Encoding(StandardCharsets.UTF_8, 0);
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }
}
