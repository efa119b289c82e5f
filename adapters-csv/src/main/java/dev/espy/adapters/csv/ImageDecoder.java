package dev.espy.adapters.csv;

import dev.espy.adapters.csv.DecodingMemory.Lease;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/**
 * Makes an {@link Image} of a file's bytes, by what they are and not by the file's name. Of files
 * with several images (GIF, TIFF) the first counts.
 */
final class ImageDecoder {

  /**
   * An image with more pixels is refused before it is decoded: a file of a few bytes can claim to
   * be huge.
   */
  static final long MOST_PIXELS = 100_000_000;

  /** What is known by the first bytes of a file. */
  enum Format {
    PNG,
    JPEG,
    BMP,
    GIF,
    TIFF,
    WEBP;

    static Format of(byte[] bytes) throws ImageException {
      if (bytes.length == 0) {
        throw new ImageException("the file is empty");
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
        throw new ImageException("HEIC and AVIF images cannot be read; convert it to JPEG or PNG");
      }
      throw new ImageException("not an image (PNG, JPEG, BMP, GIF, TIFF or WebP)");
    }
  }

  // looking up a reader takes longer than decoding a small image
  private static final ThreadLocal<Map<Format, ImageReader>> READERS =
      ThreadLocal.withInitial(() -> new EnumMap<>(Format.class));

  private ImageDecoder() {}

  /**
   * Decodes an image; safe from several threads. Whatever is wrong with it is an {@link
   * ImageException}.
   *
   * @param bytes the file's content
   * @param atLeast the size that will be made of it; the image may be smaller than it is, but is
   *     well above this then
   * @return the image, upright and opaque
   * @throws ImageException if this is no image, or it is damaged, cut off or too large
   */
  static Image decode(byte[] bytes, Shape atLeast) throws ImageException {
    return DecodingMemory.ofTheHeap().with(lease -> decode(bytes, atLeast, lease));
  }

  /**
   * Decodes an image.
   *
   * @param lease the memory for it; the image may be used as long as it lasts
   * @see #decode(byte[], Shape)
   */
  static Image decode(byte[] bytes, Shape atLeast, Lease lease) throws ImageException {
    Format format = Format.of(bytes);
    try {
      int orientation = Orientation.of(bytes, format);
      ImageMemory memory = new ImageMemory(lease, bytes.length, orientation, atLeast);
      Image image =
          switch (format) {
            case JPEG -> ScaledJpeg.decode(bytes, memory);
            case PNG -> PlainPng.decode(bytes, memory);
            default -> null;
          };
      return Orientation.upright(
          image == null ? byJava(bytes, format, memory) : image, orientation);
    } catch (StorageException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | AssertionError | InternalError e) {
      // bad bytes can make a decoder fail in any way; this is never a reason to end the run
      throw (ImageException) damaged(format).initCause(e);
    }
  }

  /** Decodes an image with Java's reader for its format, as it lies in the file. */
  static Image byJava(byte[] bytes, Format format, ImageMemory memory) throws ImageException {
    CutOff cutOff = new CutOff();
    boolean sound = false;
    try (ImageInputStream stream = stream(bytes, format, memory)) {
      ImageReader reader = READERS.get().computeIfAbsent(format, ImageDecoder::reader);
      reader.addIIOReadWarningListener(cutOff);
      reader.setInput(stream, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      checkSize(width, height);
      if (format == Format.WEBP && !WebpFrames.fit(bytes, width, height)) {
        throw damaged(format);
      }
      Canvas canvas = Canvas.of(bytes, format, width, height);
      if (canvas != null) {
        checkSize(canvas.width(), canvas.height());
      }
      JavaMemory.need(
          reader, width, height, format, canvas, format == Format.PNG ? memory.withCopy() : memory);
      Image image = Pixels.of(reader.read(0));
      reader.reset();
      if (cutOff.found || (format == Format.WEBP && isShorterThanItSays(bytes))) {
        throw damaged(format);
      }
      sound = true;
      return canvas == null ? image : canvas.show(image);
    } catch (IOException e) {
      throw (ImageException) damaged(format).initCause(e);
    } finally {
      if (!sound) {
        READERS.remove(); // a reader that failed is not used again
      }
    }
  }

  private static ImageInputStream stream(byte[] bytes, Format format, ImageMemory memory)
      throws ImageException {
    if (format != Format.PNG) {
      return new ImageBytes(bytes);
    }
    memory.withCopy();
    return PngText.without(bytes);
  }

  private static ImageReader reader(Format format) {
    Iterator<ImageReader> readers =
        ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT));
    return readers.next();
  }

  private static void checkSize(int width, int height) throws ImageException {
    if ((long) width * height > MOST_PIXELS) {
      throw new ImageException(
          "the image has %d x %d pixels, more than %d million"
              .formatted(width, height, MOST_PIXELS / 1_000_000));
    }
  }

  private static ImageException damaged(Format format) {
    return new ImageException(
        "the %s image is damaged, cut off or of a rare kind".formatted(format));
  }

  private static boolean isShorterThanItSays(byte[] webp) {
    int length = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
    return webp.length - 8L < Integer.toUnsignedLong(length);
  }

  /**
   * Notices that a JPEG ends too early. Its decoder only warns and makes up the rest, but of a
   * made-up image nothing should be learnt or said.
   */
  private static final class CutOff implements IIOReadWarningListener {

    private boolean found;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
      String text = warning.toLowerCase(Locale.ROOT);
      found |= text.contains("premature end") || text.contains("missing eoi");
    }
  }
}
