package dev.espy.application.feed;

import dev.espy.domain.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Room for many images of one size: on the heap, or in a mapped file that is gone when the program
 * ends. Images may be read from several threads; an image must be written before.
 */
final class PixelStore {

  private static final int SEGMENT_BYTES = 1 << 26;

  private final int imageBytes;
  private final int perSegment;
  private final List<ByteBuffer> segments = new ArrayList<>();

  private PixelStore(int imageBytes) {
    this.imageBytes = imageBytes;
    this.perSegment = Math.max(1, SEGMENT_BYTES / imageBytes);
  }

  /**
   * Makes room.
   *
   * @param images how many
   * @param imageBytes bytes of each
   * @param budget how many bytes may go to the heap; beyond, a file is used
   * @param folder where the file goes
   * @throws StorageException if there is no room for the file
   */
  static PixelStore of(int images, int imageBytes, long budget, Path folder) {
    PixelStore store = new PixelStore(imageBytes);
    long bytes = (long) images * imageBytes;
    if (bytes <= budget) {
      for (int left = images; left > 0; left -= store.perSegment) {
        store.segments.add(ByteBuffer.allocate(Math.min(left, store.perSegment) * imageBytes));
      }
    } else {
      store.map(images, bytes, folder);
    }
    return store;
  }

  private void map(int images, long bytes, Path folder) {
    try {
      Files.createDirectories(folder);
      // A mapped file that outgrows the disk kills the JVM, so the room is checked first.
      if (Files.getFileStore(folder).getUsableSpace() < bytes) {
        throw new StorageException(
            "%s: the decoded images need %,d MB of free disk space; free some or choose a smaller image size"
                .formatted(folder, bytes >> 20));
      }
      Path file = Files.createTempFile(folder, "pixels", ".tmp");
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE)) {
        long offset = 0;
        for (int left = images; left > 0; left -= perSegment) {
          long size = (long) Math.min(left, perSegment) * imageBytes;
          segments.add(channel.map(MapMode.READ_WRITE, offset, size));
          offset += size;
        }
      }
    } catch (IOException e) {
      throw new StorageException(
          folder + ": cannot keep the decoded images there (" + e.getMessage() + ")", e);
    }
  }

  void put(int image, byte[] pixels) {
    segments.get(image / perSegment).put((image % perSegment) * imageBytes, pixels, 0, imageBytes);
  }

  void get(int image, byte[] target, int offset) {
    segments
        .get(image / perSegment)
        .get((image % perSegment) * imageBytes, target, offset, imageBytes);
  }
}
