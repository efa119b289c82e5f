package dev.espy.adapters.images.metadata;

import dev.espy.domain.UnreadableImageException;
import java.nio.charset.StandardCharsets;

/** Format of an image file. The file's first bytes decide, not its name. */
public enum Format {
  PNG,
  JPEG,
  BMP,
  GIF,
  TIFF,
  WEBP;

  /**
   * Returns the format of a file.
   *
   * @param bytes the file's content
   * @throws UnreadableImageException if it is empty, or of none of these formats
   */
  public static Format of(byte[] bytes) throws UnreadableImageException {
    if (bytes.length == 0) {
      throw new UnreadableImageException("the file is empty");
    }
    String start = new String(bytes, 0, Math.min(16, bytes.length), StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u0089PNG")) {
      return PNG;
    } else if (start.startsWith("\u00FF\u00D8\u00FF")) {
      return JPEG;
    } else if (start.startsWith("BM")) {
      return BMP;
    } else if (start.startsWith("GIF8")) {
      return GIF;
    } else if (start.startsWith("II*\0") || start.startsWith("MM\0*")) {
      return TIFF;
    } else if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
      return WEBP;
    } else if (start.startsWith("ftyp", 4)) {
      throw new UnreadableImageException(
          "HEIC and AVIF images cannot be read; convert it to JPEG or PNG");
    }
    throw new UnreadableImageException("not an image (PNG, JPEG, BMP, GIF, TIFF or WebP)");
  }

  /** Returns the reason for a file of this format that no decoder can read. */
  public UnreadableImageException damaged() {
    return new UnreadableImageException(
        "the %s image is damaged, cut off or of a rare kind".formatted(this));
  }

  /**
   * Returns the reason for a file of this format that made a decoder fail.
   *
   * @param cause the decoder's failure
   */
  public UnreadableImageException damaged(Throwable cause) {
    return (UnreadableImageException) damaged().initCause(cause);
  }
}
