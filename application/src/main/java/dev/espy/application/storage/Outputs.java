package dev.espy.application.storage;

import dev.espy.domain.OverwriteException;
import dev.espy.domain.port.DataSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * The files that a command will write. All are distinct, and none is an input. Two paths or links
 * to one file count as the same file.
 */
public final class Outputs {

  private final List<Path> files;

  private Outputs(List<Path> files) {
    this.files = files;
  }

  /**
   * Collects the files that will be written.
   *
   * @param files the files, existing or not
   * @throws OverwriteException if two are the same
   */
  public static Outputs of(Collection<Path> files) {
    List<Path> all = List.copyOf(files);
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (same(all.get(i), all.get(j))) {
          throw new OverwriteException(
              all.get(i).equals(all.get(j))
                  ? all.get(i) + ": would be written twice; name two files"
                  : "%s and %s are the same file; name two files"
                      .formatted(all.get(j), all.get(i)));
        }
      }
    }
    return new Outputs(all);
  }

  /**
   * Checks that an input would not be overwritten.
   *
   * @throws OverwriteException if the input is one of the files
   */
  public void spare(Path input) {
    for (Path file : files) {
      if (same(file, input)) {
        throw overwritten(file, input.toString());
      }
    }
  }

  /**
   * Checks that no file of a data set would be overwritten.
   *
   * @throws OverwriteException if the data set is made of one of the files
   */
  public void spare(DataSet data) {
    for (Path file : files) {
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
    for (Path file : files) {
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
    try {
      return (Files.exists(one) && Files.exists(other))
          ? Files.isSameFile(one, other)
          : place(one).equals(place(other));
    } catch (IOException e) {
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
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
