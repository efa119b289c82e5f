package dev.espy.application.storage;

import dev.espy.domain.StorageException;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that is written beside its place and moved there once it is complete. Until then the
 * earlier file stays. If the place is a link, its target is replaced.
 */
public final class AtomicFile implements AutoCloseable {

  private static final Pattern LEFTOVER = Pattern.compile("\\.(.+)\\.[0-9a-f-]{36}\\.tmp");

  /** The longest part of a file's name, in bytes, in the name of its temporary file. */
  private static final int LONGEST_PART = 64;

  private final Path target;
  private final Path place;
  private final Path temporary;
  private final FileOutputStream file;
  private final OutputStream stream;

  private AtomicFile(Path target, Path place, Path temporary) throws IOException {
    this.target = target;
    this.place = place;
    this.temporary = temporary;
    // A channel would close when the thread is interrupted, and Ctrl-C must lose nothing.
    this.file = new FileOutputStream(temporary.toFile());
    this.stream = new BufferedOutputStream(file, 1 << 16);
  }

  /**
   * Starts a file. A missing folder is created.
   *
   * @throws StorageException if the file cannot be written
   */
  public static AtomicFile open(Path target) {
    check(target);
    try {
      Path place = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
      Path folder = place.getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      return new AtomicFile(target, place, temporary(place));
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  /**
   * Checks that a file of this name is possible, and that an existing one can be replaced.
   *
   * @throws StorageException if the name is impossible, or the existing file cannot be replaced
   */
  public static void check(Path target) {
    if (Files.isDirectory(target)) {
      throw new StorageException(target + ": this is a folder; give the name of a file to write");
    }
    try {
      // exists() is false for a name that is too long; this throws the reason.
      Files.readAttributes(target, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw failure(target, e);
    }
    if (!(Files.isRegularFile(target) && Files.isWritable(target))) {
      throw new StorageException(target + ": cannot be replaced; give the name of another file");
    }
  }

  /**
   * Checks that files can be written into a folder. A missing folder is fine; it is created later.
   *
   * @throws StorageException if there is a file in the place of the folder, or if files cannot be
   *     written into it
   */
  public static void checkFolder(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new StorageException(folder + ": this is a file; give the name of a folder to write");
    }
    if (!Files.isWritable(folder)) {
      throw new StorageException(
          folder + ": files cannot be written there; give the name of another folder");
    }
  }

  /** Returns a name for a temporary file. It is not too long unless the file's own name is. */
  private static Path temporary(Path place) {
    String part = String.valueOf(place.getFileName());
    while (part.getBytes(StandardCharsets.UTF_8).length > LONGEST_PART) {
      part = part.substring(0, part.offsetByCodePoints(part.length(), -1));
    }
    return place.resolveSibling("." + part + "." + UUID.randomUUID() + ".tmp");
  }

  /**
   * Writes a whole text file, UTF-8.
   *
   * @throws StorageException if it cannot be written
   */
  public static void write(Path target, String text) {
    write(target, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a whole file.
   *
   * @throws StorageException if it cannot be written
   */
  public static void write(Path target, byte[] content) {
    try (AtomicFile file = open(target)) {
      file.stream().write(content);
      file.commit();
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  /**
   * Removes temporary files that killed programs left in a folder. Those of other names stay:
   * another program may be writing them.
   *
   * @param folder the folder
   * @param names the names of the files, none of which is being written
   * @throws StorageException if a temporary file cannot be removed
   */
  static void removeLeftovers(Path folder, Collection<String> names) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, ".*.tmp")) {
      for (Path file : left) {
        Matcher name = LEFTOVER.matcher(file.getFileName().toString());
        if (name.matches() && names.contains(name.group(1))) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /** Returns the file's path as the user gave it. */
  public Path target() {
    return target;
  }

  /** Returns the stream for the content. */
  public OutputStream stream() {
    return stream;
  }

  /**
   * Makes the content so far readable to others.
   *
   * @return the temporary file; it exists until {@link #commit} or {@link #close}
   * @throws IOException if the content cannot be written
   */
  public Path written() throws IOException {
    stream.flush();
    return temporary;
  }

  /**
   * Returns the size of what was written so far, in bytes.
   *
   * @throws IOException if it cannot be written to the disk
   */
  public long size() throws IOException {
    return Files.size(written());
  }

  /**
   * Writes everything to the disk and moves the file to its place.
   *
   * @throws StorageException if the file cannot be written or moved
   */
  public void commit() {
    commitTo(place);
  }

  /**
   * Writes everything to the disk and moves the file to another place in the same folder.
   *
   * @param other the place
   * @throws StorageException if the file cannot be written or moved
   */
  public void commitTo(Path other) {
    try {
      stream.flush();
      file.getFD().sync();
      file.close();
      Files.move(
          temporary, other, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  /** Drops the content, unless it was committed. */
  @Override
  public void close() {
    try {
      file.close();
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  /** Returns the exception for a file that cannot be written, with its reason. */
  public static StorageException failure(Path target, IOException e) {
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    if (e instanceof AccessDeniedException denied) {
      reason = "there is no permission to write " + denied.getFile();
    } else if (e instanceof FileAlreadyExistsException exists) {
      reason = exists.getFile() + " is not a folder";
    } else if (e instanceof FileNotFoundException) {
      reason = "files cannot be made in its folder";
    } else if (e instanceof FileSystemException system && system.getReason() != null) {
      reason = system.getReason();
    }
    return new StorageException(target + ": cannot be written: " + reason, e);
  }
}
