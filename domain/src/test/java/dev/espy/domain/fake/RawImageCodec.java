package dev.espy.domain.fake;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.UnreadableImageException;
import dev.espy.domain.port.ImageCodecPort;
import java.nio.ByteBuffer;
import java.util.function.Function;

/** Image files with the numbers RAW, channels, height and width before their pixels. */
public final class RawImageCodec implements ImageCodecPort {

  private static final int RAW = 0x00524157;
  private static final int HEADER_BYTES = 16;

  @Override
  public <T> T decode(
      Sample sample, Source file, Shape atLeast, Function<? super DecodeResult, T> use) {
    DecodeResult reading;
    try {
      reading = image(file.read(bytes -> {}));
    } catch (UnreadableImageException e) {
      reading = new Unreadable(sample.id(), sample.row(), String.valueOf(e.getMessage()));
    }
    return use.apply(reading);
  }

  private static Image image(byte[] file) throws UnreadableImageException {
    if (file.length == 0) {
      throw new UnreadableImageException("the file is empty");
    }
    ByteBuffer bytes = ByteBuffer.wrap(file);
    if (file.length < HEADER_BYTES || bytes.getInt() != RAW) {
      throw new UnreadableImageException("not an image");
    }
    int channels = bytes.getInt();
    int height = bytes.getInt();
    int width = bytes.getInt();
    boolean sound =
        (channels == 1 || channels == 3)
            && height > 0
            && width > 0
            && (long) channels * height * width == bytes.remaining();
    if (!sound) {
      throw new UnreadableImageException("the image is damaged");
    }
    byte[] pixels = new byte[bytes.remaining()];
    bytes.get(pixels);
    return new Image(new Shape(channels, height, width), pixels);
  }

  /** Encodes an image as it is in memory, in place of a PNG. */
  @Override
  public byte[] encodePng(Image image) {
    Shape shape = image.shape();
    return ByteBuffer.allocate(HEADER_BYTES + shape.size())
        .putInt(RAW)
        .putInt(shape.channels())
        .putInt(shape.height())
        .putInt(shape.width())
        .put(image.pixels())
        .array();
  }
}
