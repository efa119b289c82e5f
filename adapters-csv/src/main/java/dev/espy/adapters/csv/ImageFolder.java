package dev.espy.adapters.csv;

import dev.espy.domain.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder in which a data set's images are, on the disk or in a zip. */
final class ImageFolder {

  /** An image file larger than this is refused. */
  static final int LARGEST_FILE = 256 << 20;

  private static final List<String> EXTENSIONS =
      Stream.of(".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff")
          .flatMap(extension -> Stream.of(extension, extension.toUpperCase(Locale.ROOT)))
          .toList();
  private static final Set<String> IMAGE_EXTENSIONS = Set.copyOf(EXTENSIONS);

  private final Path folder;
  private final Path real;

  /** Tells one zip from another. */
  private final URI root;

  /**
   * @param folder an existing folder; may be a link to one
   */
  ImageFolder(Path folder) throws IOException {
    this.folder = folder.toAbsolutePath();
    this.real = folder.toRealPath();
    this.root = Objects.requireNonNull(real.getRoot()).toUri();
  }

  Path path() {
    return folder;
  }

  /** Returns whether a cell is the name of an image file rather than a header. */
  static boolean looksLikeFile(String cell) {
    int dot = cell.lastIndexOf('.');
    return dot > 0 && IMAGE_EXTENSIONS.contains(cell.substring(dot).toLowerCase(Locale.ROOT));
  }

  /** Returns whether there is a file of this name. */
  boolean holds(String name) {
    try {
      find(name);
      return true;
    } catch (ImageException e) {
      return false;
    }
  }

  /**
   * Reads the file of an image.
   *
   * @param name the file's path in this folder, with or without its extension
   * @throws ImageException if there is none, or it cannot be read
   * @throws StorageException if the thread was interrupted, which says nothing about the image
   */
  byte[] read(String name) throws ImageException {
    Path file = find(name);
    try (InputStream in = Files.newInputStream(file)) {
      if (Files.size(file) > LARGEST_FILE) {
        throw tooLarge();
      }
      byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
      if (bytes.length > LARGEST_FILE) {
        throw tooLarge();
      }
      return bytes;
    } catch (AccessDeniedException e) {
      throw new ImageException("no permission to read " + file, e);
    } catch (ClosedByInterruptException e) {
      throw new StorageException("reading " + file + " was interrupted", e);
    } catch (IOException e) {
      throw new ImageException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Returns a key of an image's file: names and links that lead to one file have equal keys.
   *
   * @param name as for {@link #read}
   * @return the key; empty if there is no such file
   */
  Optional<Object> key(String name) {
    try {
      Found found = existing(name);
      Object key = found.attributes().fileKey();
      // there is none in a zip, nor on Windows
      return Optional.of(key == null ? List.of(root, found.file().toRealPath().toString()) : key);
    } catch (ImageException | IOException e) {
      return Optional.empty();
    }
  }

  private static ImageException tooLarge() {
    return new ImageException("the file is larger than " + (LARGEST_FILE >> 20) + " MiB");
  }

  private Path find(String name) throws ImageException {
    if (name.isEmpty()) {
      throw new ImageException("the row names no image");
    }
    Path file = existing(name).file();
    try {
      // also of links: a data set must not make Espy read what is not part of it
      if (!isPlainlyInside(file) && !file.toRealPath().startsWith(real)) {
        throw outside(name);
      }
    } catch (IOException e) {
      throw new ImageException("cannot read " + file + ": " + e.getMessage(), e);
    }
    return file;
  }

  /** Most files are no links and in the folder itself; to follow their paths would take longer. */
  private boolean isPlainlyInside(Path file) {
    return folder.equals(file.getParent()) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** A regular file, links being followed. */
  private record Found(Path file, BasicFileAttributes attributes) {

    static @Nullable Found at(Path file) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.isRegularFile() ? new Found(file, attributes) : null;
      } catch (IOException e) {
        return null;
      }
    }
  }

  private Found existing(String name) throws ImageException {
    Path exact = resolve(name);
    Found found = Found.at(exact);
    Path portable = exact;
    if (found == null && name.indexOf('\\') >= 0) {
      portable = resolve(name.replace('\\', '/'));
      found = Found.at(portable);
    }
    Path fileName = portable.getFileName();
    for (int i = 0; found == null && i < EXTENSIONS.size(); i++) {
      found = Found.at(portable.resolveSibling(fileName + EXTENSIONS.get(i)));
    }
    if (found != null) {
      return found;
    }
    if (Files.isDirectory(portable)) {
      throw new ImageException("a folder, not an image: " + portable);
    }
    throw new ImageException("no such file: " + portable);
  }

  private Path resolve(String name) throws ImageException {
    Path path;
    try {
      path = folder.getFileSystem().getPath(name).normalize();
    } catch (InvalidPathException e) {
      throw new ImageException("not the name of a file: " + name, e);
    }
    boolean inside =
        path.isAbsolute()
            ? path.startsWith(folder) || path.startsWith(real)
            : !path.startsWith("..");
    Path file = folder.resolve(path);
    if (!inside || path.toString().isEmpty() || file.equals(folder) || file.equals(real)) {
      throw outside(name);
    }
    return file;
  }

  private ImageException outside(String name) {
    return new ImageException("leads outside the folder of the images, " + folder + ": " + name);
  }
}
