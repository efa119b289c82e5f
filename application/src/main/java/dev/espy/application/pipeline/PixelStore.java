package dev.espy.application.pipeline;

import dev.espy.application.storage.ScratchFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A store of many images of one size: on the heap, or in a file that disappears with the program.
 * Images may be read from several threads; an image must be written before it is read.
 */
abstract class PixelStore {

  /**
   * Allocates a store.
   *
   * @param images the number of images
   * @param imageBytes the size of each image in bytes
   * @param budget the largest size on the heap, in bytes; a larger store uses a file
   * @param folder the folder of the file
   * @throws dev.espy.domain.StorageException if the disk has no room for the file
   */
  static PixelStore of(int images, int imageBytes, long budget, Path folder) {
    long bytes = (long) images * imageBytes;
    return bytes <= budget ? new OnHeap(images, imageBytes) : new InFile(bytes, imageBytes, folder);
  }

  /** Returns the size on the heap, in bytes. */
  abstract long bytesInMemory();

  /** Stores an image. */
  abstract void put(int image, byte[] pixels);

  /** Copies an image to a position of an array. */
  abstract void get(int image, byte[] target, int offset);

  private static final class OnHeap extends PixelStore {

    private static final int SEGMENT_BYTES = 1 << 26;

    private final int imageBytes;
    private final int perSegment;
    private final List<byte[]> segments = new ArrayList<>();

    OnHeap(int images, int imageBytes) {
      this.imageBytes = imageBytes;
      this.perSegment = Math.max(1, SEGMENT_BYTES / imageBytes);
      for (int left = images; left > 0; left -= perSegment) {
        segments.add(new byte[Math.min(left, perSegment) * imageBytes]);
      }
    }

    @Override
    long bytesInMemory() {
      return segments.stream().mapToLong(segment -> segment.length).sum();
    }

    @Override
    void put(int image, byte[] pixels) {
      byte[] segment = segments.get(image / perSegment);
      System.arraycopy(pixels, 0, segment, image % perSegment * imageBytes, imageBytes);
    }

    @Override
    void get(int image, byte[] target, int offset) {
      byte[] segment = segments.get(image / perSegment);
      System.arraycopy(segment, image % perSegment * imageBytes, target, offset, imageBytes);
    }
  }

  private static final class InFile extends PixelStore {

    private final int imageBytes;
    private final ScratchFile file;

    InFile(long bytes, int imageBytes, Path folder) {
      this.imageBytes = imageBytes;
      this.file = ScratchFile.create(folder, bytes);
    }

    @Override
    long bytesInMemory() {
      return 0;
    }

    @Override
    void put(int image, byte[] pixels) {
      file.write((long) image * imageBytes, pixels, imageBytes);
    }

    @Override
    void get(int image, byte[] target, int offset) {
      file.read((long) image * imageBytes, target, offset, imageBytes);
    }
  }
}
