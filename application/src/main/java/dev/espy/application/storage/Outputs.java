package dev.espy.application.storage;

import dev.espy.domain.OverwriteException;
import dev.espy.domain.port.DataSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * The files that are going to be written, all of them distinct, and none of them an input. Files
 * are the same whatever path or link leads to them.
 */
public final class Outputs {

  private final List<Path> files;

  private Outputs(List<Path> files) {
    this.files = files;
  }

  /**
   * Takes the files that are going to be written.
   *
   * @param files the files, whether they exist or not
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
   * Checks that a file that is read is none of them.
   *
   * @throws OverwriteException if it is one
   */
  public void spare(Path input) {
    for (Path file : files) {
      if (same(file, input)) {
        throw overwritten(file, input.toString());
      }
    }
  }

  /**
   * Checks that nothing that a data set is made of is one of them.
   *
   * @throws OverwriteException if something is
   */
  public void spare(DataSet data) {
    for (Path file : files) {
      if (data.isMadeOf(file)) {
        throw overwritten(file, data.name());
      }
    }
  }

  /**
   * Checks that none of them has the place of a file that Espy keeps in a folder of its own, such
   * as a run's model.
   *
   * @throws OverwriteException if one has
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

  private static boolean same(Path one, Path other) {
    try {
      return (Files.exists(one) && Files.exists(other))
          ? Files.isSameFile(one, other)
          : place(one).equals(place(other));
    } catch (IOException e) {
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
  }

  /** Returns where a file is, or will be, without links. */
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
