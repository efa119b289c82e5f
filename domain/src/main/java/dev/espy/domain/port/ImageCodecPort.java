package dev.espy.domain.port;

import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.UnreadableImageException;
import java.util.function.Function;

/** Decodes and encodes image files. Safe for use by several threads at once. */
public interface ImageCodecPort {

  /** The memory for decoding an image. */
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
   * @param sample the image's sample; its id and row go into the reason if the image cannot be read
   * @param file the image file
   * @param atLeast the size needed; the image may be decoded at a reduced scale whose sides are not
   *     smaller than this, and is never enlarged
   * @param use function of the image, which is upright, opaque, and grey or colour as in the file,
   *     or of the reason why it cannot be read; called again if memory runs out, so it must have no
   *     side effects
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
