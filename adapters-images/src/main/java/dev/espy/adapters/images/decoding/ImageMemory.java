package dev.espy.adapters.images.decoding;

import dev.espy.adapters.images.decoding.DecodingMemory.Lease;
import dev.espy.adapters.images.metadata.Orientation;
import dev.espy.domain.Shape;
import dev.espy.domain.UnreadableImageException;

/**
 * The memory of one image, from its file's bytes until it is resized.
 *
 * @param lease the memory reserved for this image
 * @param file size of the file in bytes
 * @param orientation 1 to 8, as in EXIF
 * @param atLeast the requested size of the upright image
 */
public record ImageMemory(Lease lease, long file, int orientation, Shape atLeast) {

  /**
   * Largest number of pixels of an image. A file of a few bytes can claim to be huge, so the limit
   * is checked before decoding.
   */
  public static final long MAX_PIXELS = 100_000_000;

  /**
   * Reserves memory for an image as it is stored, and for turning and resizing it.
   *
   * @param channels the number of channels, 1 or 3
   * @param width the width in pixels
   * @param height the height in pixels
   * @param besides bytes for decoding besides the file and the image
   * @throws UnreadableImageException if the memory is too small, or is in use now
   */
  public void reserve(int channels, int width, int height, long besides)
      throws UnreadableImageException {
    long image = (long) channels * width * height;
    boolean onItsSide = Orientation.turns(orientation);
    long later =
        Math.max(
            orientation == Orientation.UPRIGHT ? 0 : image,
            resizing(channels, onItsSide ? height : width, onItsSide ? width : height));
    lease.reserve(file + image + Math.max(besides, later));
  }

  /**
   * Returns true if an image needs no reservation.
   *
   * @param bytes size of the image, besides its file
   */
  public boolean isSmall(long bytes) {
    return lease.isSmall(file + bytes);
  }

  /** Returns the memory of an image that is decoded from a second copy of its file. */
  public ImageMemory withCopy() throws UnreadableImageException {
    lease.reserve(2 * file);
    return new ImageMemory(lease, 2 * file, orientation, atLeast);
  }

  /** Returns the requested shape of the image as it is stored, before it is turned upright. */
  public Shape storedAtLeast() {
    return Orientation.stored(atLeast, orientation);
  }

  /** Returns the bytes that {@link dev.espy.domain.Image#to} takes to make an image smaller. */
  private long resizing(int channels, long width, long height) {
    long toWidth = atLeast.width();
    long toHeight = atLeast.height();
    if (toWidth * toHeight >= width * height) {
      return 0; // The image does not become smaller.
    }
    boolean columnsFirst = toWidth > width && toHeight < height;
    long grey = channels > atLeast.channels() ? width * height : 0;
    long turned = columnsFirst ? channels * width * height : 0;
    long between = Float.BYTES * (columnsFirst ? width * toHeight : height * toWidth);
    long weights = 2 * Float.BYTES * (width + height) + 2 * Double.BYTES * Math.max(width, height);
    long results = (long) (channels + atLeast.channels()) * toWidth * toHeight;
    return grey + turned + between + weights + results;
  }
}
