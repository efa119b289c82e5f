package dev.espy.domain.port;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.UnreadableImageException;
import java.util.function.Function;

/** Decodes and encodes image files. Safe for use by several threads at once. */
public interface ImageCodec {

  /** The memory for the image that is being decoded. */
  @FunctionalInterface
  interface Memory {

    /**
     * Reserves memory.
     *
     * @param bytes total size that the image needs so far, not an increment
     * @throws UnreadableImageException if the memory is too small, or is in use now; the caller
     *     must not catch it
     */
    void reserve(long bytes) throws UnreadableImageException;
  }

  /** An image file, on the disk, in an archive or elsewhere. */
  @FunctionalInterface
  interface Source {

    /**
     * Reads the file. A second call reads it again.
     *
     * @param memory the memory to reserve before the bytes are allocated
     * @return all bytes of the file
     * @throws UnreadableImageException if there is no such file, or it cannot be read
     * @throws dev.espy.domain.StorageException if the thread was interrupted
     */
    byte[] read(Memory memory) throws UnreadableImageException;
  }

  /**
   * Decodes a sample's image and applies a function to it. The image's memory is reserved until the
   * function returns. Only as many large images are in memory at once as there is room for.
   *
   * @param <T> result of the function
   * @param sample id and row for the reason, if the image cannot be read
   * @param file the image file
   * @param atLeast the size wanted: the image may be decoded at a reduced scale, as long as neither
   *     side becomes smaller than this, or than it is
   * @param use function of the image, which is upright, opaque, and grey or colour as it is stored;
   *     or of the reason why it cannot be read. It is called again if memory ran out, so it must
   *     have no effect besides its result
   * @return the function's result
   * @throws dev.espy.domain.StorageException if the thread was interrupted
   */
  <T> T decode(Sample sample, Source file, Shape atLeast, Function<? super DecodeResult, T> use);

  /**
   * Encodes an image as PNG.
   *
   * @return the bytes of the file; {@link #decode} gives the same image for them
   */
  byte[] encodePng(Image image);
}
