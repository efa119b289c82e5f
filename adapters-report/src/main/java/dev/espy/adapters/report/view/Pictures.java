package dev.espy.adapters.report.view;

import dev.espy.domain.Image;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Pictures as data in a page, as many as there is room for. */
final class Pictures implements AutoCloseable {

  private static final float QUALITY = 0.8f;

  /** The largest number of pixels of a picture that is always a PNG file, which has no losses. */
  private static final int SMALL = 64 * 64;

  private final ImageWriter png = ImageIO.getImageWritersByFormatName("png").next();

  /** Null until a picture needs it, since the native code of JPEG takes time to load. */
  private @Nullable ImageWriter jpeg;

  private int left;

  /** Makes room for more pictures and their elements, in bytes, besides the room that is left. */
  void allow(int bytes) {
    left += bytes;
  }

  /**
   * Returns a picture as the source of an img element, and counts its size; empty if there is no
   * room for it. Then there is none for later pictures either, until more room is made.
   *
   * @param image the picture
   * @param around number of bytes of its element
   */
  Optional<String> add(Image image, int around) {
    if (left <= 0) {
      return Optional.empty();
    }
    String source = source(image);
    left -= source.length() + around;
    if (left < 0) {
      left = 0;
      return Optional.empty();
    }
    return Optional.of(source);
  }

  private String source(Image image) {
    BufferedImage raster = raster(image);
    byte[] exact = encode(png, raster, null);
    if (image.shape().height() * image.shape().width() > SMALL) {
      ImageWriter writer = jpeg == null ? ImageIO.getImageWritersByFormatName("jpeg").next() : jpeg;
      jpeg = writer;
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(QUALITY);
      byte[] close = encode(writer, raster, quality);
      if (close.length < exact.length) {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(close);
      }
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(exact);
  }

  private static BufferedImage raster(Image image) {
    int width = image.shape().width();
    int height = image.shape().height();
    boolean isGrey = image.isGrey();
    BufferedImage buffered =
        new BufferedImage(
            width, height, isGrey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    WritableRaster raster = buffered.getRaster();
    int[] plane = new int[width * height];
    for (int channel = 0; channel < (isGrey ? 1 : 3); channel++) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = image.pixels()[channel * plane.length + i] & 0xFF;
      }
      raster.setSamples(0, 0, width, height, channel, plane);
    }
    return buffered;
  }

  private static byte[] encode(
      ImageWriter writer, BufferedImage image, @Nullable ImageWriteParam param) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen in memory", e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    png.dispose();
    if (jpeg != null) {
      jpeg.dispose();
    }
  }
}
