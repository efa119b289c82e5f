package dev.espy.adapters.images;

import dev.espy.adapters.images.decoding.DecodingMemory.Lease;
import dev.espy.adapters.images.decoding.ImageMemory;
import dev.espy.adapters.images.imageio.ImageIoReader;
import dev.espy.adapters.images.jpeg.ScaledJpeg;
import dev.espy.adapters.images.metadata.Format;
import dev.espy.adapters.images.metadata.Orientation;
import dev.espy.adapters.images.png.PlainPng;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.StorageException;
import dev.espy.domain.UnreadableImageException;

/**
 * Decodes image files: with the fast path for their format where it reads the file, with {@link
 * ImageIoReader} otherwise.
 */
final class ImageDecoder {

  private ImageDecoder() {}

  /**
   * Decodes an image. Safe for use by several threads at once.
   *
   * @param bytes content of the file
   * @param atLeast the size wanted: the image may be decoded at a reduced scale that is well above
   *     this size
   * @param lease memory for the image, which may be used as long as the lease lasts
   * @return the image, upright and opaque
   * @throws UnreadableImageException if the file is no image, or is damaged, cut off or too large
   */
  static Image decode(byte[] bytes, Shape atLeast, Lease lease) throws UnreadableImageException {
    Format format = Format.of(bytes);
    try {
      int orientation = Orientation.of(bytes, format);
      ImageMemory memory = new ImageMemory(lease, bytes.length, orientation, atLeast);
      Image image =
          switch (format) {
            case JPEG -> ScaledJpeg.decode(bytes, memory);
            case PNG -> PlainPng.decode(bytes, memory);
            default -> null;
          };
      return Orientation.upright(
          image == null ? ImageIoReader.read(bytes, format, memory) : image, orientation);
    } catch (StorageException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | AssertionError | InternalError e) {
      // a decoder can fail in any way on a bad file, and one bad file must not end the run
      throw format.damaged(e);
    }
  }
}
