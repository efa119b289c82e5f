package dev.espy.adapters.images.imageio;

import dev.espy.adapters.images.decoding.ImageMemory;
import dev.espy.adapters.images.metadata.Canvas;
import dev.espy.adapters.images.metadata.Format;
import dev.espy.domain.UnreadableImageException;
import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.MultiPixelPackedSampleModel;
import java.awt.image.SampleModel;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import org.jspecify.annotations.Nullable;

/** The memory that ImageIO's readers take, measured with images of 20 megapixels. */
final class ReaderMemory {

  /** Bits of a pixel of unknown type, such as of a CMYK JPEG: CMYK, and red, green and blue. */
  private static final int UNKNOWN_PIXEL_BITS = 7 * 8;

  /** The decoder of lossy WebPs has an object for each 4 x 4 pixels. */
  private static final int WEBP_PIXEL_BYTES = 24;

  /** Upper bound for the bytes of a pixel with all readers except those of TIFF and WebP. */
  private static final int MAX_PIXEL_BYTES = 12;

  private ReaderMemory() {}

  /**
   * Reserves memory for a reader's first image.
   *
   * @param reader reader that has its input
   * @param width the reader's width of the first image
   * @param height the reader's height of the first image
   * @param format the file's format
   * @param canvas the canvas that the image lies on; null if there is none
   * @param memory the image's memory
   * @throws UnreadableImageException if the memory is too small, or is in use now
   */
  static void reserve(
      ImageReader reader,
      int width,
      int height,
      Format format,
      @Nullable Canvas canvas,
      ImageMemory memory)
      throws IOException, UnreadableImageException {
    long pixels = (long) width * height;
    boolean other = format != Format.TIFF && format != Format.WEBP;
    if (canvas == null && other && memory.isSmall(MAX_PIXEL_BYTES * pixels)) {
      return; // asking for the type takes longer than decoding a small image
    }
    ImageTypeSpecifier type = reader.getRawImageType(0);
    int channels = type != null && isGrey(type.getColorModel()) ? 1 : 3;
    long raster = (type == null ? UNKNOWN_PIXEL_BITS : pixelBits(type)) * pixels / 8;
    long besides =
        switch (format) {
          case WEBP -> raster + WEBP_PIXEL_BYTES * pixels;
          case TIFF -> raster + raster / 4; // and a strip at a time, unpacked
          case PNG, JPEG, BMP, GIF -> raster;
        };
    if (canvas == null) {
      memory.reserve(channels, width, height, besides);
    } else {
      memory.reserve(channels, canvas.width(), canvas.height(), besides + channels * pixels);
    }
  }

  private static boolean isGrey(ColorModel colours) {
    return !(colours instanceof IndexColorModel)
        && colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  private static long pixelBits(ImageTypeSpecifier type) {
    SampleModel samples = type.getSampleModel();
    return samples instanceof MultiPixelPackedSampleModel packed
        ? packed.getPixelBitStride()
        : (long) samples.getNumDataElements() * DataBuffer.getDataTypeSize(samples.getDataType());
  }
}
