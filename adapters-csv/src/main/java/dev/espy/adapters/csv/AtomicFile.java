package dev.espy.adapters.csv;

import dev.espy.domain.StorageException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A text file, UTF-8, that is written beside its place and moved there when it is whole. Until
 * then, and if it never is, what was there before stays.
 */
final class AtomicFile implements AutoCloseable {

  private final Path target;
  private final Path place;
  private final Path temporary;
  private final FileChannel channel;
  private final Writer writer;

  private AtomicFile(Path target, Path place, Path temporary, FileChannel channel) {
    this.target = target;
    this.place = place;
    this.temporary = temporary;
    this.channel = channel;
    this.writer =
        new BufferedWriter(
            new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8),
            1 << 16);
  }

  /**
   * Starts a file. Its folder is made if there is none.
   *
   * @throws StorageException if it cannot be written there
   */
  static AtomicFile open(Path target) {
    if (Files.isDirectory(target)) {
      throw new StorageException(target + " is a folder; give the name of a file to write");
    }
    if (Files.exists(target) && !(Files.isRegularFile(target) && Files.isWritable(target))) {
      throw new StorageException(target + " cannot be replaced; give the name of another file");
    }
    try {
      // a link stays one; what it leads to is replaced
      Path place = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
      Path temporary =
          place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".tmp");
      Files.createDirectories(temporary.getParent());
      FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new AtomicFile(target, place, temporary, channel);
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  Path target() {
    return target;
  }

  Writer writer() {
    return writer;
  }

  /**
   * Brings everything to the disk and moves the file to its place.
   *
   * @throws StorageException if that cannot be done
   */
  void commit() {
    commitTo(target);
  }

  /**
   * Brings everything to the disk and moves the file to another place in the same folder.
   *
   * @throws StorageException if that cannot be done
   */
  void commitTo(Path place) {
    try {
      writer.flush();
      channel.force(true);
      channel.close();
      Files.move(
          temporary, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failure(place, e);
    }
  }

  /** Drops what was written, unless it is at its place already. */
  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw failure(temporary, e);
    }
  }

  /** Returns what to tell a user who wanted this file written. */
  static StorageException failure(Path file, IOException e) {
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    if (e instanceof AccessDeniedException) {
      reason = "there is no permission to write " + ((FileSystemException) e).getFile();
    } else if (e instanceof FileAlreadyExistsException exists) {
      reason = exists.getFile() + " is not a folder";
    } else if (e instanceof FileSystemException system && system.getReason() != null) {
      reason = system.getReason();
    }
    return new StorageException("cannot write " + file + ": " + reason, e);
  }
}
