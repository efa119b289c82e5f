package dev.espy.application.storage;

import dev.espy.domain.OverwriteException;
import dev.espy.domain.port.DataSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files that a command will write. All are distinct, and none is an input. Two paths or links
 * to one file count as the same file.
 */
public final class Outputs {

  private final Map<Object, Path> files;

  private Outputs(Map<Object, Path> files) {
    this.files = files;
  }

  /**
   * Collects the files that will be written.
   *
   * @param files the files, existing or not
   * @throws OverwriteException if two are the same
   */
  public static Outputs of(Collection<Path> files) {
    Map<Object, Path> byIdentity = new LinkedHashMap<>();
    for (Path file : files) {
      Path earlier = byIdentity.putIfAbsent(identity(file), file);
      if (earlier != null) {
        throw new OverwriteException(
            file.equals(earlier)
                ? file + ": would be written twice; name two files"
                : "%s and %s are the same file; name two files".formatted(earlier, file));
      }
    }
    return new Outputs(byIdentity);
  }

  /**
   * Checks that an input would not be overwritten.
   *
   * @throws OverwriteException if the input is one of the files
   */
  public void spare(Path input) {
    Path file = files.get(identity(input));
    if (file != null) {
      throw overwritten(file, input.toString());
    }
  }

  /**
   * Checks that no file of a data set would be overwritten.
   *
   * @throws OverwriteException if the data set is made of one of the files
   */
  public void spare(DataSet data) {
    for (Path file : files.values()) {
      if (data.isMadeOf(file)) {
        throw overwritten(file, data.name());
      }
    }
  }

  /**
   * Checks that none would overwrite a file in a folder of Espy's, such as a run's model.
   *
   * @throws OverwriteException if one would
   */
  public void spareOwnedFolders() {
    for (Path file : files.values()) {
      if (OwnedFolder.keeps(target(file))) {
        throw new OverwriteException(
            file
                + ": Espy keeps a file of this name in this folder; name another file or folder to write");
      }
    }
  }

  private static Path target(Path file) {
    try {
      return place(file);
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }

  private static OverwriteException overwritten(Path file, String input) {
    return new OverwriteException(
        file.toString().equals(input)
            ? file + ": is read, and would be overwritten; name another file or folder to write"
            : "%s: is a file of %s, and would be overwritten; name another file or folder to write"
                .formatted(file, input));
  }

  static boolean same(Path one, Path other) {
    return identity(one).equals(identity(other));
  }

  /** Returns an object that is equal for all paths and links to a file. */
  private static Object identity(Path file) {
    try {
      if (Files.exists(file)) {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file.toRealPath() : key;
      }
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
    return target(file);
  }

  /** Returns the path of a file without links, also of one that does not exist yet. */
  private static Path place(Path file) throws IOException {
    Path path = file.toAbsolutePath();
    if (Files.exists(path)) {
      return path.toRealPath();
    }
    Path parent = path.getParent();
    Path name = path.getFileName();
    return parent == null || name == null
        ? path.normalize()
        : place(parent).resolve(name).normalize();
  }
}
