package dev.espy.adapters.images;

import dev.espy.adapters.images.decoding.DecodingMemory;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Makes files for tests. */
public final class Pictures {

  private Pictures() {}

  /** Returns a grey PNG whose pixels all have this value, so that images can be told apart. */
  public static byte[] png(int grey) {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 6; i++) {
      image.getRaster().setSample(i % 3, i / 3, 0, grey);
    }
    return encode(image, "png");
  }

  public static byte[] encode(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException(format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes a file, and its folder if there is none. */
  public static Path write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Decodes an image. */
  public static Image decode(byte[] bytes, Shape atLeast) throws UnreadableImageException {
    return DecodingMemory.ofTheHeap().with(lease -> ImageDecoder.decode(bytes, atLeast, lease));
  }

  public static Shape small() {
    return new Shape(1, 1, 1);
  }
}
