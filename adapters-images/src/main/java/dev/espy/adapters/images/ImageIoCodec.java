package dev.espy.adapters.images;

import dev.espy.adapters.images.decoding.DecodingMemory;
import dev.espy.adapters.images.imageio.PngWriter;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.UnreadableImageException;
import dev.espy.domain.port.ImageCodecPort;
import java.util.function.Function;

/**
 * Decodes PNG, JPEG, BMP, GIF, TIFF and WebP with ImageIO, TwelveMonkeys' plugins for it, and
 * faster decoders for common PNGs and for JPEGs at a reduced scale. All instances share a third of
 * the heap as the memory for decoding.
 */
public final class ImageIoCodec implements ImageCodecPort {

  @Override
  public <T> T decode(
      Sample sample, Source file, Shape atLeast, Function<? super DecodeResult, T> use) {
    try {
      return DecodingMemory.ofTheHeap()
          .with(lease -> use.apply(ImageDecoder.decode(file.read(lease), atLeast, lease)));
    } catch (UnreadableImageException e) {
      return use.apply(e.of(sample));
    }
  }

  @Override
  public byte[] encodePng(Image image) {
    return PngWriter.write(image);
  }
}
