package dev.espy.adapters.images.imageio;

import dev.espy.adapters.images.decoding.ImageMemory;
import dev.espy.adapters.images.metadata.Canvas;
import dev.espy.adapters.images.metadata.Format;
import dev.espy.adapters.images.metadata.WebpFrames;
import dev.espy.domain.Image;
import dev.espy.domain.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes image files with ImageIO. If a file has several images (GIF, TIFF, WebP), the first one
 * counts.
 */
public final class ImageIoReader {

  // looking up a reader takes longer than decoding a small image
  private static final ThreadLocal<Map<Format, ImageReader>> READERS =
      ThreadLocal.withInitial(() -> new EnumMap<>(Format.class));

  private ImageIoReader() {}

  /**
   * Decodes an image as it is stored, which may not be upright.
   *
   * @param bytes content of the file
   * @param format the file's format
   * @param memory the image's memory
   * @throws UnreadableImageException if the file is damaged, cut off or too large
   */
  public static Image read(byte[] bytes, Format format, ImageMemory memory)
      throws UnreadableImageException {
    CutOff cutOff = new CutOff();
    boolean sound = false;
    try (ImageInputStream stream = stream(bytes, format, memory)) {
      ImageReader reader = READERS.get().computeIfAbsent(format, ImageIoReader::reader);
      reader.addIIOReadWarningListener(cutOff);
      reader.setInput(stream, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      checkSize(width, height);
      if (format == Format.WEBP && !WebpFrames.fit(bytes, width, height)) {
        throw format.damaged();
      }
      Canvas canvas = Canvas.of(bytes, format, width, height);
      if (canvas != null) {
        checkSize(canvas.width(), canvas.height());
      }
      ReaderMemory.reserve(
          reader, width, height, format, canvas, format == Format.PNG ? memory.withCopy() : memory);
      Image image = Rasters.image(reader.read(0));
      reader.reset();
      if (cutOff.found || (format == Format.WEBP && isShorterThanItsHeaderSays(bytes))) {
        throw format.damaged();
      }
      sound = true;
      return canvas == null ? image : canvas.show(image);
    } catch (IOException e) {
      throw format.damaged(e);
    } finally {
      if (!sound) {
        READERS.remove(); // a reader that failed is not used again
      }
    }
  }

  private static ImageInputStream stream(byte[] bytes, Format format, ImageMemory memory)
      throws UnreadableImageException {
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

  private static void checkSize(int width, int height) throws UnreadableImageException {
    if ((long) width * height > ImageMemory.MAX_PIXELS) {
      throw new UnreadableImageException(
          "the image has %d x %d pixels, more than %d million"
              .formatted(width, height, ImageMemory.MAX_PIXELS / 1_000_000));
    }
  }

  private static boolean isShorterThanItsHeaderSays(byte[] webp) {
    int length = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
    return webp.length - 8L < Integer.toUnsignedLong(length);
  }

  /**
   * Detects a JPEG that ends too early. ImageIO's decoder only warns and invents the missing
   * pixels, which must not be learnt from or classified.
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
