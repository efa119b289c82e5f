package dev.espy.application.storage;

import dev.espy.domain.BadModelException;
import dev.espy.domain.StorageException;
import dev.espy.domain.port.ModelStorePort;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the folders of runs and tells their state. Nothing is written or locked. */
public final class RunFolders {

  /** The state of a folder as a run. */
  public enum State {
    /** The folder belongs to no run. */
    NO_RUN,
    /** The folder belongs to a search for settings. */
    SEARCH,
    /** A program writes the run, or was killed while it did. */
    OPEN,
    /** The folder belongs to a run that no program writes. */
    CLOSED
  }

  private RunFolders() {}

  /**
   * Returns the folders directly in a folder, by name. Links to folders are followed.
   *
   * @throws BadModelException if there is no such folder
   * @throws StorageException if it cannot be read
   */
  public static List<Path> in(Path parent) {
    if (!Files.isDirectory(parent)) {
      throw new BadModelException(
          "%s: %s; give the folder that holds the run folders"
              .formatted(
                  parent,
                  Files.exists(parent) ? "this is not a folder" : "there is no such folder"));
    }
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, Files::isDirectory)) {
      entries.forEach(folders::add);
    } catch (DirectoryIteratorException | IOException e) {
      throw new StorageException(parent + ": the folder cannot be read; check its permissions", e);
    }
    folders.sort(null);
    return folders;
  }

  /** Returns the state of a folder. */
  public static State state(Path folder) {
    boolean settings = FolderContents.RUN.settingsAreIn(folder);
    boolean model = holdsModel(folder);
    // Without settings the mark stays after the end of a run.
    if (OwnedFolder.isOpen(folder, FolderContents.RUN) && (settings || !model)) {
      return State.OPEN;
    }
    if (settings || model) {
      return State.CLOSED;
    }
    return FolderContents.SEARCH.settingsAreIn(folder) ? State.SEARCH : State.NO_RUN;
  }

  /** Returns true if a folder holds a model file, sound or not. */
  public static boolean holdsModel(Path folder) {
    return Files.exists(folder.resolve(ModelStorePort.FILE_NAME));
  }

  /**
   * Returns true if two paths, each of a model file or of a run folder that holds one, lead to the
   * same model file.
   */
  public static boolean isSameModel(Path first, Path second) {
    return Outputs.same(model(first), model(second));
  }

  private static Path model(Path run) {
    return Files.isDirectory(run) ? run.resolve(ModelStorePort.FILE_NAME) : run;
  }
}
