package dev.espy.adapters.csv.dataset;

import dev.espy.domain.StorageException;
import dev.espy.domain.UnreadableImageException;
import dev.espy.domain.port.ImageCodecPort.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of a data set's images, on the disk or in a zip. */
final class ImageFolder {

  /** There is no file of a name. */
  private static final class MissingException extends UnreadableImageException {

    private static final long serialVersionUID = 1L;

    MissingException(String message) {
      super(message);
    }
  }

  /** The largest size of an image file, in bytes; a larger file is refused. */
  static final int LARGEST_FILE = 256 << 20;

  private static final int BINARY_START = 64;

  private static final List<String> EXTENSIONS =
      Stream.of(".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff")
          .flatMap(extension -> Stream.of(extension, extension.toUpperCase(Locale.ROOT)))
          .toList();
  private static final Set<String> IMAGE_EXTENSIONS = Set.copyOf(EXTENSIONS);

  private final Path folder;
  private final Path real;

  /** The identity of the zip, if there is one. */
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

  /** Returns true if a cell is the name of an image file rather than a header. */
  static boolean looksLikeFile(String cell) {
    int dot = cell.lastIndexOf('.');
    return dot > 0 && IMAGE_EXTENSIONS.contains(cell.substring(dot).toLowerCase(Locale.ROOT));
  }

  /** Returns the file of a name, or null if there is none. */
  @Nullable Path file(String name) {
    try {
      Found found = name.isEmpty() ? null : located(name);
      return found == null ? null : found.file();
    } catch (UnreadableImageException e) {
      return null;
    }
  }

  /** Returns the reason why the file of a name is refused, or null if it is not or is missing. */
  @Nullable String refusal(String name) {
    try {
      var unused = find(name);
      return null;
    } catch (MissingException e) {
      return null;
    } catch (UnreadableImageException e) {
      return e.getMessage();
    }
  }

  /**
   * Returns true if a file is one of some images.
   *
   * @param names the images' names, not read unless the file exists
   * @param file a file, existing or not
   */
  boolean holdsAny(Stream<String> names, Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    // Images of the file's name are found quickly. By another name or link the file can be any
    // image, unless it is a text; then each image must be compared.
    String name = file.getFileName().toString();
    String stem = name.replaceFirst("\\.[^.]*$", "");
    boolean binary = isBinary(file);
    return names.anyMatch(
        image -> (binary || image.endsWith(name) || image.endsWith(stem)) && is(image, file));
  }

  private boolean is(String name, Path file) {
    try {
      Path image = file(name);
      return image != null && Files.isSameFile(image, file);
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns true if a file begins like an image and not like a text. */
  private static boolean isBinary(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      for (byte value : in.readNBytes(BINARY_START)) {
        if (value == 0) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Reads the file of an image.
   *
   * @param name the file's path in this folder, with or without its extension
   * @param memory memory for the file's bytes
   * @throws UnreadableImageException if there is no such file, or it cannot be read
   * @throws StorageException if the thread was interrupted
   */
  byte[] read(String name, Memory memory) throws UnreadableImageException {
    return bytes(find(name).file(), memory);
  }

  /**
   * Reads a regular file.
   *
   * @param file the file
   * @param memory memory for the file's bytes
   * @throws UnreadableImageException if it cannot be read, or is too large
   * @throws StorageException if the thread was interrupted
   */
  static byte[] bytes(Path file, Memory memory) throws UnreadableImageException {
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      if (size > LARGEST_FILE) {
        throw new UnreadableImageException(
            "the file is larger than " + (LARGEST_FILE >> 20) + " MiB");
      }
      memory.reserve(size);
      byte[] bytes = new byte[(int) size];
      int read = in.readNBytes(bytes, 0, bytes.length);
      if (in.read() >= 0) {
        throw new UnreadableImageException("the file became larger while it was read: " + file);
      }
      return read == bytes.length ? bytes : Arrays.copyOf(bytes, read);
    } catch (AccessDeniedException e) {
      throw new UnreadableImageException("no permission to read " + file, e);
    } catch (ClosedByInterruptException e) {
      throw new StorageException("reading " + file + " was interrupted", e);
    } catch (IOException e) {
      throw new UnreadableImageException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Returns a key of an image's file. Names and links that lead to one file have equal keys.
   *
   * @param name the name of the image, as for {@link #read}
   * @return the key; empty if there is no such file
   */
  Optional<Object> key(String name) {
    try {
      Found found = located(name);
      return found == null ? Optional.empty() : key(found, root);
    } catch (UnreadableImageException e) {
      return Optional.empty();
    }
  }

  /** Returns a key of a file on the disk, as {@link #key(String)}. */
  static Optional<Object> key(Path file) {
    Found found = Found.at(file);
    Path root = file.toAbsolutePath().getRoot();
    return found == null || root == null ? Optional.empty() : key(found, root.toUri());
  }

  private static Optional<Object> key(Found found, URI root) {
    try {
      Object key = found.attributes().fileKey();
      // There is no file key in a zip, and none on Windows.
      return Optional.of(key == null ? List.of(root, found.file().toRealPath().toString()) : key);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Finds the file of a name. Names that lead outside the folder are refused. Links in the folder
   * are followed wherever they lead, because the owner of the folder put them there.
   */
  private Found find(String name) throws UnreadableImageException {
    if (name.isEmpty()) {
      throw new UnreadableImageException("the row names no image");
    }
    Found found = located(name);
    if (found == null) {
      throw missing(portable(name));
    }
    return found;
  }

  /** A regular file after all links. Reading a device or a pipe might never end. */
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

  private @Nullable Found located(String name) throws UnreadableImageException {
    Path exact = resolve(name);
    Found found = Found.at(exact);
    Path portable = exact;
    if (found == null && name.indexOf('\\') >= 0) {
      portable = portable(name);
      found = Found.at(portable);
    }
    for (int i = 0; found == null && i < EXTENSIONS.size(); i++) {
      found = Found.at(extended(portable, EXTENSIONS.get(i)));
    }
    return found;
  }

  private Path portable(String name) throws UnreadableImageException {
    return resolve(name.replace('\\', '/'));
  }

  private static Path extended(Path file, String extension) {
    return file.resolveSibling(file.getFileName() + extension);
  }

  /** Returns the exception for a missing file: it names what is in its place, or on its path. */
  private UnreadableImageException missing(Path file) {
    List<Path> candidates = new ArrayList<>(List.of(file));
    EXTENSIONS.forEach(extension -> candidates.add(extended(file, extension)));
    for (Path candidate : candidates) {
      UnreadableImageException obstacle = obstacle(candidate);
      if (obstacle != null) {
        return obstacle;
      }
    }
    Path part = file.getParent();
    while (part != null && !part.equals(folder)) {
      if (Files.isSymbolicLink(part) && !Files.exists(part)) {
        return brokenLink(part);
      }
      part = part.getParent();
    }
    return new MissingException("no such file: " + file);
  }

  /** Returns the exception for what is in the place of a file, null if there is nothing. */
  static @Nullable UnreadableImageException obstacle(Path file) {
    if (Files.isDirectory(file)) {
      return new UnreadableImageException("a folder, not an image: " + file);
    }
    if (Files.exists(file)) {
      return new UnreadableImageException("not a file but a pipe, a device or the like: " + file);
    }
    return Files.isSymbolicLink(file) ? brokenLink(file) : null;
  }

  private static UnreadableImageException brokenLink(Path link) {
    String reason = "which is not there";
    String target = "";
    try {
      target = " to " + Files.readSymbolicLink(link);
      var unused = link.toRealPath();
    } catch (FileSystemException e) {
      // A link in a circle has a reason; a link to nothing has none.
      if (e.getReason() != null) {
        reason = "which cannot be followed: " + e.getReason();
      } else if (e instanceof AccessDeniedException) {
        reason = "which there is no permission to follow";
      }
    } catch (IOException e) {
      reason = "which cannot be followed: " + e.getMessage();
    }
    return new UnreadableImageException("%s is a link%s, %s".formatted(link, target, reason));
  }

  private Path resolve(String name) throws UnreadableImageException {
    Path path;
    try {
      path = folder.getFileSystem().getPath(name).normalize();
    } catch (IllegalArgumentException e) {
      // In a zip, this is also thrown for characters that its names cannot have.
      throw new UnreadableImageException("not the name of a file: " + name, e);
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

  private UnreadableImageException outside(String name) {
    return new UnreadableImageException(
        "leads outside the folder of the images, " + folder + ": " + name);
  }
}
