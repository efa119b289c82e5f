package dev.espy.adapters.csv;

import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.fake.RawImageCodec;
import dev.espy.domain.port.DataSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Makes files for tests. */
public final class Pictures {

  private Pictures() {}

  /** Returns a grey image file whose pixels all have this value, so that images differ. */
  public static byte[] png(int grey) {
    byte[] pixels = new byte[6];
    Arrays.fill(pixels, (byte) grey);
    return new RawImageCodec().encodePng(new Image(new Shape(1, 2, 3), pixels));
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

  public static Path write(Path file, String text) {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the value of the first pixel. */
  public static int grey(dev.espy.domain.DecodeResult reading) {
    return ((Image) reading).pixels()[0] & 0xFF;
  }

  /** Returns a sample of a data set, by its position from 0. */
  public static Sample sample(DataSet data, int index) {
    try (Stream<Sample> samples = data.samples()) {
      return samples.skip(index).findFirst().orElseThrow();
    }
  }

  public static Shape small() {
    return new Shape(1, 1, 1);
  }
}
