package dev.espy.adapters.images.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Finds the orientation in a file's EXIF data. It reads and unpacks no other metadata, so it takes
 * no memory, however large the metadata is.
 */
final class Exif {

  private static final String PREFIX = "Exif\0\0";

  private static final int PNG_CHUNK = 0x65584966; // eXIf

  private static final int ORIENTATION = 0x112;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int ENTRY_BYTES = 12;

  private final byte[] file;

  private Exif(byte[] file) {
    this.file = file;
  }

  /** Returns the orientation, 1 to 8; 0 if the file has none, or an invalid one. */
  static int orientation(byte[] file, Format format) {
    Exif exif = new Exif(file);
    try {
      return switch (format) {
        case JPEG -> exif.inJpeg();
        case PNG -> exif.inPng();
        case WEBP -> exif.inWebp();
        case TIFF -> exif.inTiff(0, file.length);
        case BMP, GIF -> 0;
      };
    } catch (IndexOutOfBoundsException e) {
      return 0; // the metadata is damaged; the image may be sound
    }
  }

  private int inJpeg() {
    int at = 2;
    while (at + 4 <= file.length && file[at] == -1) {
      int marker = file[at + 1] & 0xFF;
      if (marker == 0xFF) {
        at++;
        continue;
      }
      boolean lone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
      if (marker == 0xDA || marker == 0xD9) {
        return 0;
      }
      int length = lone ? 0 : (file[at + 2] & 0xFF) << 8 | (file[at + 3] & 0xFF);
      int end = at + 2 + length;
      if (marker == 0xE1 && startsWith(PREFIX, at + 4)) {
        int orientation = inTiff(at + 4 + PREFIX.length(), Math.min(end, file.length));
        if (orientation != 0) {
          return orientation;
        }
      }
      at = end;
    }
    return 0;
  }

  private int inPng() {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    long at = 8;
    while (at + 12 <= file.length) {
      int start = (int) at + 8;
      long end = start + Integer.toUnsignedLong(bytes.getInt((int) at));
      if (bytes.getInt(start - 4) == PNG_CHUNK) {
        return inChunk(start, end);
      }
      at = end + 4;
    }
    return 0;
  }

  private int inWebp() {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long at = 12;
    while (at + 8 <= file.length) {
      int start = (int) at + 8;
      long length = Integer.toUnsignedLong(bytes.getInt((int) at + 4));
      if (startsWith("EXIF", (int) at)) {
        return inChunk(start, start + length);
      }
      at = start + length + length % 2;
    }
    return 0;
  }

  /** Skips the prefix of a JPEG's EXIF data, which some programs write in other formats, too. */
  private int inChunk(int start, long end) {
    int from = startsWith(PREFIX, start) ? start + PREFIX.length() : start;
    return inTiff(from, (int) Math.min(end, file.length));
  }

  /** Returns the orientation in a TIFF's first directory. EXIF data is a TIFF. */
  private int inTiff(int start, int end) {
    ByteBuffer tiff = ByteBuffer.wrap(file, start, end - start).slice();
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int count = Short.toUnsignedInt(tiff.getShort(directory));
    for (int i = 0; i < count; i++) {
      int entry = directory + 2 + i * ENTRY_BYTES;
      if (Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION) {
        int value =
            switch (tiff.getShort(entry + 2)) {
              case SHORT -> tiff.getShort(entry + 8);
              case LONG -> tiff.getInt(entry + 8);
              default -> tiff.get(entry + 8);
            };
        return value >= 1 && value <= 8 ? value : 0;
      }
    }
    return 0;
  }

  private boolean startsWith(String text, int at) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < wanted.length; i++) {
      if (at + i >= file.length || file[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
