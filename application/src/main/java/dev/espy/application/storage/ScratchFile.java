package dev.espy.application.storage;

import dev.espy.domain.StorageException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file for data that do not fit into memory. It disappears with the program. Several threads may
 * use it.
 *
 * <p>It is read and written rather than mapped: mapped files count as the program's memory, and a
 * disk that runs full kills the JVM. It does not use a FileChannel either, because interrupting one
 * reader would close it for all.
 */
public final class ScratchFile {

  private final Path folder;
  private final RandomAccessFile file;

  private ScratchFile(Path folder, RandomAccessFile file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * Creates an empty file.
   *
   * @param folder the folder; created if missing
   * @param bytes the planned size in bytes, at least 0
   * @throws StorageException if the file cannot be created or the disk has no room for it
   */
  public static ScratchFile create(Path folder, long bytes) {
    try {
      Files.createDirectories(folder);
      // Better now than after an hour of decoding.
      if (Files.getFileStore(folder).getUsableSpace() < bytes) {
        throw new StorageException(
            "%s: the decoded images need %,d MB of free disk space; free some or choose a smaller image size"
                .formatted(folder, bytes >> 20));
      }
      File path = Files.createTempFile(folder, "pixels", ".tmp").toFile();
      RandomAccessFile file = new RandomAccessFile(path, "rw");
      if (!path.delete()) {
        path.deleteOnExit(); // Windows keeps the names of open files.
      }
      return new ScratchFile(folder, file);
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /**
   * Writes bytes.
   *
   * @param position the position in the file, in bytes
   * @param bytes the source
   * @param length the number of bytes, from the start of the source
   * @throws StorageException if they cannot be written
   */
  public synchronized void write(long position, byte[] bytes, int length) {
    try {
      file.seek(position);
      file.write(bytes, 0, length);
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /**
   * Reads bytes that were written.
   *
   * @param position the position in the file, in bytes
   * @param target the target
   * @param offset the index of the first byte in the target
   * @param length the number of bytes
   * @throws StorageException if they cannot be read
   */
  public synchronized void read(long position, byte[] target, int offset, int length) {
    try {
      file.seek(position);
      file.readFully(target, offset, length);
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  private static StorageException failure(Path folder, IOException e) {
    return new StorageException(
        folder + ": cannot keep the decoded images there (" + e.getMessage() + ")", e);
  }
}
