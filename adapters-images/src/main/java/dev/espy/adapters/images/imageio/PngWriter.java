package dev.espy.adapters.images.imageio;

import dev.espy.domain.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes images as PNG with ImageIO. */
public final class PngWriter {

  // creating a writer takes longer than encoding a small image
  private static final ThreadLocal<ImageWriter> WRITER =
      ThreadLocal.withInitial(() -> ImageIO.getImageWritersByFormatName("png").next());

  private PngWriter() {}

  /** Returns an image as the bytes of a PNG file. Safe for use by several threads at once. */
  public static byte[] write(Image image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = WRITER.get();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(new IIOImage(Rasters.raster(image), null, null));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode an image in memory", e);
    } finally {
      writer.reset();
    }
    return bytes.toByteArray();
  }
}
