package dev.espy.adapters.csv;

import dev.espy.adapters.csv.ImageDecoder.Format;
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

/** The memory that Java's readers take, as measured with images of 20 megapixels. */
final class JavaMemory {

  /** What a reader says nothing of, such as a JPEG in four inks: these, and red, green and blue. */
  private static final int UNKNOWN_PIXEL_BITS = 7 * 8;

  /** A lossy WebP is an object for each 4 x 4 pixels until it is decoded. */
  private static final int WEBP_PIXEL_BYTES = 24;

  /** More than decoding a pixel takes with any reader but those of TIFF and WebP. */
  private static final int MOST_PIXEL_BYTES = 12;

  private JavaMemory() {}

  /**
   * Reserves memory for a reader's first image.
   *
   * @param reader a reader that has its input
   * @param width its first image's width, as it says
   * @param height its first image's height
   * @param canvas the screen on which the image will be put, null if there is none
   */
  static void need(
      ImageReader reader,
      int width,
      int height,
      Format format,
      @Nullable Canvas canvas,
      ImageMemory memory)
      throws IOException, ImageException {
    long pixels = (long) width * height;
    boolean other = format != Format.TIFF && format != Format.WEBP;
    if (canvas == null && other && memory.isSmall(MOST_PIXEL_BYTES * pixels)) {
      return; // to ask a reader what it makes of an image takes longer than a small image
    }
    ImageTypeSpecifier type = reader.getRawImageType(0);
    int channels = type != null && isGrey(type.getColorModel()) ? 1 : 3;
    long raster = (type == null ? UNKNOWN_PIXEL_BITS : pixelBits(type)) * pixels / 8;
    long besides =
        switch (format) {
          case WEBP -> raster + WEBP_PIXEL_BYTES * pixels;
          case TIFF -> raster + raster / 4; // what it unpacks, a strip at a time
          case PNG, JPEG, BMP, GIF -> raster;
        };
    if (canvas == null) {
      memory.need(channels, width, height, besides);
    } else {
      memory.need(channels, canvas.width(), canvas.height(), besides + channels * pixels);
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
