package dev.espy.application.storage;

import dev.espy.domain.OverwriteException;
import dev.espy.domain.StorageException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
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
 * A folder that Espy writes into, such as a run folder, held against every other writer until it is
 * closed. The file {@code .espy} in it is locked by the operating system, which releases it when
 * the program ends in whatever way. That file also names what in the folder is Espy's, and stays
 * where the settings in the folder do not tell: a file that neither of them tells of is the user's,
 * and is never overwritten.
 */
public final class OwnedFolder implements AutoCloseable {

  /** The name of the file that is locked, and that names Espy's files. */
  static final String MARK = ".espy";

  private static final String HEADING =
      "# Espy makes the files that are named here, and locks this file while it writes them.";
  private static final int LARGEST_MARK = 1 << 16;
  private static final int ATTEMPTS = 100;

  /**
   * The folders that this program holds. To open the file of one a second time would release its
   * lock on systems where closing a file releases all of a program's locks on it.
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
   * Takes a folder, and removes what killed programs left of half-written files. A folder that does
   * not exist is made; it is gone again after {@link #close} if nothing was written into it.
   *
   * @param folder the folder
   * @param contents names of the files that will be written there
   * @throws OverwriteException if it holds a file of such a name that is not Espy's
   * @throws StorageException if another program, or another use in this one, holds it; or if it
   *     cannot be written into, or its file system has no locks
   */
  public static OwnedFolder open(Path folder, FolderContents contents) {
    return open(folder, contents, new ArrayList<>());
  }

  /**
   * Makes a folder that does not exist yet, and takes it.
   *
   * @param folder the folder; where it exists, a number is put behind its name
   * @param contents names of the files that will be written there
   * @throws StorageException if it cannot be made
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
    // Not the folder itself: what the user wants to be written is what cannot be written.
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
        // an earlier program's, or another one's
      } catch (NoSuchFileException e) {
        // its maker, who wrote nothing, has just removed the folder
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
        // Else its holder has removed it meanwhile, and this is the lock of a file without a name.
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
      return null; // another class loader's
    } catch (IOException e) {
      throw new StorageException(
          "%s: the file system there cannot lock files (%s), so another program could write there, too; name a folder on another disk"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static final Object MISSING = new Object();

  /** Returns what tells a file from others, null where the system has nothing of the kind. */
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

  /** Makes sure that everything of the contents is Espy's, and says so in the folder. */
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
   * Returns whether a file is one of those that Espy keeps in a folder of its own.
   *
   * @param file the absolute path of a file, without links, whether it exists or not
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

  /** Returns the folder as it was named. */
  public Path path() {
    return folder;
  }

  /** Returns a file in the folder. */
  public Path resolve(String name) {
    return folder.resolve(name);
  }

  /**
   * Lets go of the folder. One that nothing was written into is as it was before, or gone if it was
   * made for this. Closing twice does nothing.
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
          // Before the lock is released: who gets it later sees that the file has lost its name.
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

  /** Returns whether the mark says nothing that does not show without it. */
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
        return; // somebody else has put something there
      }
    }
  }
}
