package dev.espy.adapters.csv;

import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.fake.RawImageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Makes files for tests. */
final class Pictures {

  private Pictures() {}

  /** Returns a grey image file whose pixels all have this value, so that images differ. */
  static byte[] png(int grey) {
    byte[] pixels = new byte[6];
    Arrays.fill(pixels, (byte) grey);
    return new RawImageCodec().encodePng(new Image(new Shape(1, 2, 3), pixels));
  }

  /** Writes a file, and its folder if there is none. */
  static Path write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path file, String text) {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the value of the first pixel. */
  static int grey(dev.espy.domain.DecodeResult reading) {
    return ((Image) reading).pixels()[0] & 0xFF;
  }

  static Shape small() {
    return new Shape(1, 1, 1);
  }
}
