package dev.espy.adapters.csv;

import dev.espy.adapters.csv.DecodingMemory.Lease;
import dev.espy.domain.Shape;

/**
 * The memory that one image takes, from its file's bytes until it has the size wanted.
 *
 * @param lease the memory reserved for this image
 * @param file bytes of the file
 * @param orientation 1 to 8, as in EXIF
 * @param atLeast the size that will be made of the upright image
 */
record ImageMemory(Lease lease, long file, int orientation, Shape atLeast) {

  /**
   * Reserves memory for an image as it lies in the file, and for what will be done with it.
   *
   * @param channels 1 or 3
   * @param width in pixels
   * @param height in pixels
   * @param besides bytes that decoding takes beside the file and the image
   * @throws ImageException if there is not as much, or not now
   */
  void need(int channels, int width, int height, long besides) throws ImageException {
    long image = (long) channels * width * height;
    boolean onItsSide = Orientation.turns(orientation);
    long later =
        Math.max(
            orientation == Orientation.UPRIGHT ? 0 : image,
            resizing(channels, onItsSide ? height : width, onItsSide ? width : height));
    lease.need(file + image + Math.max(besides, later));
  }

  /** Returns whether an image that takes as many bytes, beside its file, needs no reservation. */
  boolean isSmall(long bytes) {
    return lease.isSmall(file + bytes);
  }

  /** Returns the memory of an image that is decoded from a second copy of its file. */
  ImageMemory withCopy() throws ImageException {
    lease.need(2 * file);
    return new ImageMemory(lease, 2 * file, orientation, atLeast);
  }

  /** Returns what {@link dev.espy.domain.Image#to} takes to make an image smaller. */
  private long resizing(int channels, long width, long height) {
    long toWidth = atLeast.width();
    long toHeight = atLeast.height();
    if (toWidth * toHeight >= width * height) {
      return 0; // it stays as it is, or what is made of it counts elsewhere
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
