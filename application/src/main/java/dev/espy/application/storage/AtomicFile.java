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
 * A file that is written beside its place and moved there when it is whole. Until then, and if it
 * never is, what was there before stays. Where the place is a link, what it leads to is replaced.
 */
public final class AtomicFile implements AutoCloseable {

  private static final Pattern LEFTOVER = Pattern.compile("\\.(.+)\\.[0-9a-f-]{36}\\.tmp");

  /** The longest part of a file's name, in bytes, that its temporary file has in its own. */
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
    // Not a channel: those close when the thread is interrupted, and Ctrl-C must not lose anything.
    this.file = new FileOutputStream(temporary.toFile());
    this.stream = new BufferedOutputStream(file, 1 << 16);
  }

  /**
   * Starts a file. Its folder is made if there is none.
   *
   * @throws StorageException if it cannot be written there
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
   * Checks that there can be a file of this name, and that the one that is there can be replaced.
   *
   * @throws StorageException if not
   */
  public static void check(Path target) {
    if (Files.isDirectory(target)) {
      throw new StorageException(target + ": this is a folder; give the name of a file to write");
    }
    try {
      // Of a name that is too long for the file system, exists() says no more than that it is not.
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

  /** Returns a name for a temporary file, which is not too long wherever the file's is not. */
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
    try (AtomicFile file = open(target)) {
      file.stream().write(text.getBytes(StandardCharsets.UTF_8));
      file.commit();
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  /**
   * Removes what programs that were killed left of files in a folder. Temporary files of other
   * names stay: another program may be writing them.
   *
   * @param names the names of the files, none of which is being written
   * @throws StorageException if that cannot be done
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

  /** Returns what the user called the file. */
  public Path target() {
    return target;
  }

  /** Returns where to write its content. */
  public OutputStream stream() {
    return stream;
  }

  /**
   * Brings what was written so far to where others can read it.
   *
   * @return that place; gone once the file is at its own, or dropped
   * @throws IOException if it cannot be written
   */
  public Path written() throws IOException {
    stream.flush();
    return temporary;
  }

  /**
   * Brings everything to the disk and moves the file to its place.
   *
   * @throws StorageException if that cannot be done
   */
  public void commit() {
    commitTo(place);
  }

  /**
   * Brings everything to the disk and moves the file to another place in the same folder.
   *
   * @throws StorageException if that cannot be done
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

  /** Drops what was written, unless it is at its place already. */
  @Override
  public void close() {
    try {
      file.close();
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  /** Returns what to tell a user who wanted this file written. */
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
