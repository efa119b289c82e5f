package dev.espy.adapters.cli;

import dev.espy.application.storage.FolderContents;
import dev.espy.domain.BadModelException;
import dev.espy.domain.StorageException;
import dev.espy.domain.port.CheckpointStore;
import dev.espy.domain.training.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * A run folder that may hold a training already: to go on with it, or not to lose it.
 *
 * @param folder the run folder
 * @param command what exceptions are about
 * @param checkpoints what reads checkpoints
 */
record Resume(Path folder, CommandLine command, CheckpointStore checkpoints) {

  private static final String CONFIG = FolderContents.CONFIG;

  /** What a run leaves beside its model: figures that would be taken for those of the next. */
  private static final List<String> FIGURES =
      List.of(
          FolderContents.HISTORY,
          FolderContents.EVALUATION,
          FolderContents.CONFUSION_MATRIX,
          FolderContents.VALIDATION_PREDICTIONS,
          FolderContents.VALIDATION_ERRORS,
          FolderContents.ERRORS);

  /** What may be typed to go on although it differs from what the training was begun with. */
  private static final Set<String> FREE = Set.of("run", "epochs", "patience");

  /** Returns the file of the settings to go on with, or null if nothing was begun yet. */
  @Nullable Path config() {
    Path file = folder.resolve(CONFIG);
    return Files.exists(file) ? file : null;
  }

  /** Returns whether there is a checkpoint to go on from. */
  boolean begun() {
    return Files.exists(folder.resolve(CheckpointStore.FILE_NAME));
  }

  /**
   * Checks that nothing was typed that would make it another training.
   *
   * @param described the options as they are now, by name
   * @throws ParameterException naming the first option that may not differ
   */
  void check(Map<String, Object> described) {
    Map<?, ?> begun = Documents.settings(CONFIG, Documents.text(folder.resolve(CONFIG)));
    Map<?, ?> now = Documents.settings(CONFIG, Documents.yaml(described));
    check(command, folder + ": this training", begun, now, FREE);
    if (!Objects.equals(begun.get("epochs"), now.get("epochs"))
        && now.get("epochs") instanceof Integer after
        && after < epochs(begun)) {
      throw new ParameterException(
          command,
          "%s: this training was begun with --epochs %s; they can only be raised"
              .formatted(folder, begun.get("epochs")));
    }
    if (begun.get("patience") instanceof Integer before
        ? now.get("patience") instanceof Integer after && after < before
        : now.get("patience") instanceof Integer) {
      throw new ParameterException(
          command,
          "%s: this training was begun with --patience %s; it can only be raised"
              .formatted(folder, begun.get("patience")));
    }
  }

  /** Returns how many epochs the training was to have, as far as that is known. */
  private long epochs(Map<?, ?> begun) {
    if (begun.get("epochs") instanceof Integer number) {
      return number;
    }
    return checkpoints
        .load(folder.resolve(CheckpointStore.FILE_NAME))
        .map(left -> left.plannedSteps() * left.epochs().size() / left.state().step())
        .orElse(0L);
  }

  /**
   * Checks that nothing was typed that would make something else of what was begun.
   *
   * @param command what was typed
   * @param what what was begun, and where
   * @param begun the options that it was begun with, by name
   * @param now the options as they are now
   * @param free the names of those that may differ
   * @throws ParameterException naming the first option that may not differ
   */
  static void check(
      CommandLine command, String what, Map<?, ?> begun, Map<?, ?> now, Set<String> free) {
    for (OptionSpec option : command.getParseResult().matchedOptions()) {
      String name = ConfigFile.name(option);
      String key = name.equals("architecture") ? ConfigFile.LAYERS : name;
      if (!free.contains(name) && !Objects.equals(begun.get(key), now.get(key))) {
        throw new ParameterException(
            command,
            "%s was begun with %s; leave %s out to go on with it, or begin another in another folder"
                .formatted(
                    what,
                    begun.get(key) == null || key.equals(ConfigFile.LAYERS)
                        ? "another --" + name
                        : "--" + name + " " + begun.get(key),
                    option.longestName()));
      }
    }
  }

  /**
   * Checks that no training would be lost.
   *
   * @throws ParameterException if there is one that is not finished
   */
  void refuseUnfinished() {
    Optional<Checkpoint> left;
    try {
      left = checkpoints.load(folder.resolve(CheckpointStore.FILE_NAME));
    } catch (BadModelException e) {
      return; // nobody can go on with it
    }
    if (left.isPresent() && !left.get().finished()) {
      throw new ParameterException(
          command,
          "%s: holds a training that was stopped after epoch %d; add --resume to go on with it, or begin another in another folder"
              .formatted(folder, left.get().epochs().size()));
    }
  }

  /**
   * Removes what is left of an earlier training, except its model: that is replaced once there is
   * another.
   *
   * @throws StorageException if that cannot be done
   */
  void clear() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    // First of all what the new training must never go on from.
    checkpoints.remove(folder.resolve(CheckpointStore.FILE_NAME));
    for (String name : FIGURES) {
      Path file = folder.resolve(name);
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new StorageException(
            file + ": is of an earlier run and cannot be removed; name another folder", e);
      }
    }
  }
}
