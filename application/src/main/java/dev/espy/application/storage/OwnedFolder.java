package dev.espy.application.storage;

import dev.espy.domain.OverwriteException;
import dev.espy.domain.StorageException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that Espy writes into, such as a run folder. It is locked against every other writer
 * until it is closed. The operating system locks the file {@code .espy} in it, and releases the
 * lock however the program ends. That file, the mark, also lists Espy's files in the folder; it
 * stays unless the settings in the folder identify them. Any other file is the user's and is never
 * overwritten.
 */
public final class OwnedFolder implements AutoCloseable {

  /** The name of the mark: the locked file, which lists Espy's files. */
  static final String MARK = ".espy";

  private static final String HEADING =
      "# Espy makes the files that are named here, and locks this file while it writes them.";
  private static final int LARGEST_MARK = 1 << 16;
  private static final int ATTEMPTS = 100;

  /**
   * The folders that this program holds. On some systems closing a file releases all of a program's
   * locks on it, so the mark of a held folder must not be opened again.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Path real;
  private final List<Path> made;
  private final RandomAccessFile file;
  private final FolderContents contents;
  private final Set<String> ours = new LinkedHashSet<>();
  private boolean claimed;
  private boolean closed;

  private OwnedFolder(
      Path folder, Path real, List<Path> made, RandomAccessFile file, FolderContents contents) {
    this.folder = folder;
    this.real = real;
    this.made = made;
    this.file = file;
    this.contents = contents;
  }

  /**
   * Locks a folder, and removes the temporary files of killed programs. A missing folder is
   * created; {@link #close} removes it again if nothing was written into it.
   *
   * @param folder the folder
   * @param contents names of the files that will be written there
   * @throws OverwriteException if the folder has a file of such a name that is not Espy's
   * @throws StorageException if another program, or another part of this one, holds the folder; or
   *     if the folder is not writable, or its file system has no locks
   */
  public static OwnedFolder open(Path folder, FolderContents contents) {
    return open(folder, contents, new ArrayList<>());
  }

  /**
   * Creates a new folder and locks it.
   *
   * @param folder the folder; if it exists, a number is appended to its name
   * @param contents names of the files that will be written there
   * @throws StorageException if the folder cannot be created
   */
  public static OwnedFolder create(Path folder, FolderContents contents) {
    List<Path> made = new ArrayList<>();
    Path parent = folder.toAbsolutePath().getParent();
    try {
      if (parent != null) {
        makeFolders(parent, made);
      }
      for (int number = 1; ; number++) {
        Path candidate =
            number == 1 ? folder : folder.resolveSibling(folder.getFileName() + "-" + number);
        try {
          Files.createDirectory(candidate);
        } catch (FileAlreadyExistsException e) {
          continue;
        }
        made.add(candidate);
        return open(candidate, contents, made);
      }
    } catch (IOException e) {
      throw AtomicFile.failure(folder, e);
    }
  }

  private static OwnedFolder open(Path folder, FolderContents contents, List<Path> made) {
    // Messages name the file that the user wants, not the folder.
    Path first = folder.resolve(contents.names().get(0));
    try {
      makeFolders(folder, made);
      Path real = folder.toRealPath();
      if (!HELD.add(real)) {
        throw inUse(folder);
      }
      RandomAccessFile file = null;
      OwnedFolder owned = null;
      try {
        file = lock(folder, real);
        owned = new OwnedFolder(folder, real, made, file, contents);
        owned.claim();
        AtomicFile.removeLeftovers(real, contents.names());
        return owned;
      } catch (IOException | RuntimeException e) {
        if (owned != null) {
          owned.close();
        } else {
          HELD.remove(real);
        }
        throw e;
      }
    } catch (IOException e) {
      throw AtomicFile.failure(first, e);
    }
  }

  private static void makeFolders(Path folder, List<Path> made) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path path = folder.toAbsolutePath();
        path != null && !Files.exists(path);
        path = path.getParent()) {
      missing.add(0, path);
    }
    Files.createDirectories(folder);
    made.addAll(missing);
  }

  private static RandomAccessFile lock(Path folder, Path real) throws IOException {
    Path mark = real.resolve(MARK);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Files.createFile(mark);
      } catch (FileAlreadyExistsException e) {
        // An earlier program, or another one, created the mark.
      } catch (NoSuchFileException e) {
        // Its creator wrote nothing and has just removed the folder.
        Files.createDirectories(real);
        continue;
      }
      Object before = key(mark);
      RandomAccessFile file = new RandomAccessFile(mark.toFile(), "rw");
      boolean taken = false;
      try {
        if (tryLock(file, folder) == null) {
          throw inUse(folder);
        }
        // If the keys differ, the holder has removed the mark, and this locks a file without a
        // name.
        taken = before != MISSING && Objects.equals(before, key(mark));
        if (taken) {
          return file;
        }
      } finally {
        if (!taken) {
          file.close();
        }
      }
    }
    throw inUse(folder);
  }

  private static @Nullable FileLock tryLock(RandomAccessFile file, Path folder) {
    try {
      return file.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // Another class loader holds the lock.
    } catch (IOException e) {
      throw new StorageException(
          "%s: the file system there cannot lock files (%s), so another program could write there, too; name a folder on another disk"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static final Object MISSING = new Object();

  /** Returns the identity of a file, or null if the system has none. */
  private static @Nullable Object key(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return MISSING;
    }
  }

  private static StorageException inUse(Path folder) {
    return new StorageException(
        folder
            + ": another espy is writing into this folder; wait until it is done, or name another"
            + " folder");
  }

  /** Checks that all files of the contents are Espy's, and lists them in the mark. */
  private void claim() throws IOException {
    read();
    List<String> others =
        contents.names().stream()
            .filter(name -> !ours.contains(name) && exists(real.resolve(name)))
            .toList();
    if (!others.isEmpty() && !contents.settingsAreIn(real)) {
      throw new OverwriteException(
          "%s: holds %s, which Espy did not make and would overwrite; name another folder"
              .formatted(folder, String.join(", ", others)));
    }
    if (ours.addAll(contents.names())) {
      byte[] text =
          ours.stream()
              .collect(Collectors.joining("\n", HEADING + "\n", "\n"))
              .getBytes(StandardCharsets.UTF_8);
      file.write(text);
      file.setLength(text.length);
    }
    claimed = true;
  }

  /**
   * Returns true if a program writes these contents into a folder, or was killed while it did. The
   * lock is not tried, since a program that begins to write would find it taken.
   *
   * @param folder the folder
   * @param contents the contents, with settings
   */
  static boolean isOpen(Path folder, FolderContents contents) {
    Path mark = folder.resolve(MARK);
    try {
      if (!Files.isRegularFile(mark)) {
        return false;
      }
      if (HELD.contains(folder.toRealPath())) {
        return true;
      }
      try (RandomAccessFile marked = new RandomAccessFile(mark.toFile(), "r")) {
        List<String> names = names(marked);
        return !names.isEmpty() && contents.names().containsAll(names);
      }
    } catch (IOException e) {
      return true; // Some systems let no other program read a locked file.
    }
  }

  /**
   * Returns true if Espy keeps a file of this name in a folder of its own.
   *
   * @param file the absolute path of a file, without links, existing or not
   */
  static boolean keeps(Path file) {
    Path folder = file.getParent();
    if (folder == null) {
      return false;
    }
    String name = file.getFileName().toString();
    if (Stream.of(FolderContents.RUN, FolderContents.SEARCH)
        .anyMatch(contents -> contents.names().contains(name) && contents.settingsAreIn(folder))) {
      return true;
    }
    Path mark = folder.resolve(MARK);
    if (HELD.contains(folder) || !Files.isRegularFile(mark)) {
      return false;
    }
    try (RandomAccessFile marked = new RandomAccessFile(mark.toFile(), "r")) {
      return name.equals(MARK) || names(marked).contains(name);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private void read() throws IOException {
    file.seek(0);
    ours.addAll(names(file));
    file.seek(0);
  }

  /** Returns the names in a mark. */
  private static List<String> names(RandomAccessFile mark) throws IOException {
    byte[] bytes = new byte[(int) Math.min(mark.length(), LARGEST_MARK)];
    mark.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  /**
   * Removes the files that Espy's mark in a folder lists, and the folder and its parent if they are
   * empty then. A folder without a mark stays as it is.
   *
   * @param folder the folder, existing or not; no program may hold it
   * @param contents names of the files to remove
   * @throws StorageException if a file cannot be removed
   */
  public static void remove(Path folder, FolderContents contents) {
    Path mark = folder.resolve(MARK);
    if (!Files.isRegularFile(mark)) {
      return;
    }
    try {
      List<String> marked;
      try (RandomAccessFile file = new RandomAccessFile(mark.toFile(), "r")) {
        marked = names(file);
      }
      for (String name : contents.names()) {
        if (marked.contains(name)) {
          Files.deleteIfExists(folder.resolve(name));
        }
      }
      if (contents.names().containsAll(marked)) {
        Files.delete(mark);
        deleteIfEmpty(folder);
        deleteIfEmpty(folder.toAbsolutePath().normalize().getParent());
      }
    } catch (IOException e) {
      throw new StorageException(
          folder + ": is of an earlier run and cannot be removed; name another folder", e);
    }
  }

  private static void deleteIfEmpty(@Nullable Path folder) throws IOException {
    try {
      if (folder != null) {
        Files.deleteIfExists(folder);
      }
    } catch (DirectoryNotEmptyException e) {
      // Another program's files stay.
    }
  }

  /** Returns the folder as the user named it. */
  public Path path() {
    return folder;
  }

  /** Returns a file in the folder. */
  public Path resolve(String name) {
    return folder.resolve(name);
  }

  /**
   * Releases the folder. If nothing was written into it, it is as before: removed, if it was
   * created here. Closing twice does nothing.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      try {
        if (isMarkNeedless()) {
          // Before the lock is released, so that the next holder sees that the file has no name.
          Files.deleteIfExists(real.resolve(MARK));
          removeMade();
        }
      } finally {
        file.close();
        HELD.remove(real);
      }
    } catch (IOException e) {
      throw AtomicFile.failure(real.resolve(MARK), e);
    }
  }

  /** Returns true if the mark tells nothing that the folder does not show without it. */
  private boolean isMarkNeedless() {
    if (!claimed) {
      return ours.isEmpty();
    }
    boolean empty = contents.names().stream().noneMatch(name -> exists(real.resolve(name)));
    return contents.names().containsAll(ours) && (empty || contents.settingsAreIn(real));
  }

  private void removeMade() {
    for (int i = made.size() - 1; i >= 0; i--) {
      try {
        Files.deleteIfExists(made.get(i));
      } catch (IOException e) {
        return; // Another program has written into it.
      }
    }
  }
}
