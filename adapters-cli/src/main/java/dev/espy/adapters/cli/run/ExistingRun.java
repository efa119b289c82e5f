package dev.espy.adapters.cli.run;

import dev.espy.adapters.cli.config.ConfigFile;
import dev.espy.adapters.cli.config.Yaml;
import dev.espy.application.storage.FolderContents;
import dev.espy.application.train.TrainRequest;
import dev.espy.domain.BadModelException;
import dev.espy.domain.StorageException;
import dev.espy.domain.port.CheckpointStorePort;
import dev.espy.domain.port.ReportPort;
import dev.espy.domain.recipe.RecipeCodec;
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
 * A run folder that may hold an earlier training, to be resumed or protected.
 *
 * @param folder the run folder
 * @param command the command to which exceptions refer
 * @param checkpoints the store of checkpoints
 */
public record ExistingRun(Path folder, CommandLine command, CheckpointStorePort checkpoints) {

  private static final String CONFIG = FolderContents.CONFIG;

  /** Files of an earlier run that would otherwise be mistaken for those of the next one. */
  private static final List<String> FIGURES =
      List.of(
          FolderContents.HISTORY,
          FolderContents.EVALUATION,
          FolderContents.CONFUSION_MATRIX,
          FolderContents.VALIDATION_PREDICTIONS,
          FolderContents.VALIDATION_ERRORS,
          FolderContents.SUSPECTS,
          ReportPort.FILE_NAME,
          FolderContents.ERRORS);

  /** Options that may differ from those with which a training was begun. */
  private static final Set<String> FREE = Set.of("run", "epochs", "patience", "folds");

  /**
   * Reads the config file of the earlier training; it is empty if there is none.
   *
   * @throws ParameterException if the file cannot be used
   */
  public ConfigFile configFile() {
    Path file = folder.resolve(CONFIG);
    return Files.exists(file) ? ConfigFile.readBegun(file, command) : ConfigFile.EMPTY;
  }

  /** Returns the text of the config file, null if there is none. */
  public @Nullable String configText() {
    Path file = folder.resolve(CONFIG);
    return Files.exists(file) ? Yaml.text(file) : null;
  }

  /** Returns whether the folder holds a checkpoint. */
  public boolean hasCheckpoint() {
    return Files.exists(folder.resolve(CheckpointStorePort.FILE_NAME));
  }

  /**
   * Checks that the typed options agree with those of the earlier training.
   *
   * @param file the config file of the earlier training
   * @param now the present values of all options, by name
   * @throws ParameterException naming the first option that differs although it must not, or if
   *     options of the earlier training exclude each other
   */
  public void check(ConfigFile file, Map<String, Object> now) {
    if (file.equals(ConfigFile.EMPTY)) {
      return;
    }
    Map<String, Object> begun = file.normalized(command);
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
    if (!"none".equals(String.valueOf(now.get("time-limit")))
        && !Objects.equals(begun.getOrDefault("folds", "none"), now.get("folds"))
        && !isFinished()) {
      throw new ParameterException(
          command,
          "%s: this training has a time limit, of which folds would take a part; let it end without --folds, and add them then"
              .formatted(folder));
    }
  }

  private boolean isFinished() {
    return checkpoints
        .load(folder.resolve(CheckpointStorePort.FILE_NAME))
        .map(Checkpoint::finished)
        .orElse(false);
  }

  /** Returns the planned number of epochs, 0 if it is unknown. */
  private long epochs(Map<String, Object> begun) {
    if (begun.get("epochs") instanceof Integer number) {
      return number;
    }
    return checkpoints
        .load(folder.resolve(CheckpointStorePort.FILE_NAME))
        .map(left -> left.plannedSteps() * left.epochs().size() / left.state().step())
        .orElse(0L);
  }

  /**
   * Checks that the typed options agree with those with which a run was begun.
   *
   * @param command the command with its typed options
   * @param what the run's description in messages
   * @param begun the earlier values of options, by name
   * @param now the present values of options, by name
   * @param free the names of options that may differ
   * @throws ParameterException naming the first option that differs although it must not
   */
  public static void check(
      CommandLine command,
      String what,
      Map<String, Object> begun,
      Map<String, Object> now,
      Set<String> free) {
    for (OptionSpec option : command.getParseResult().matchedOptions()) {
      String name = ConfigFile.name(option);
      String key = name.equals("architecture") ? RecipeCodec.LAYERS : name;
      if (!free.contains(name) && !Objects.equals(begun.get(key), now.get(key))) {
        throw new ParameterException(
            command,
            "%s was begun with %s; leave %s out to go on with it, or begin another in another folder"
                .formatted(
                    what,
                    begun.get(key) == null || key.equals(RecipeCodec.LAYERS)
                        ? "another --" + name
                        : "--" + name + " " + begun.get(key),
                    option.longestName()));
      }
    }
  }

  /**
   * Checks that the folder holds no unfinished training.
   *
   * @throws ParameterException if it holds one, or a checkpoint that cannot be read
   */
  public void refuseUnfinished() {
    Optional<Checkpoint> left;
    Path file = folder.resolve(CheckpointStorePort.FILE_NAME);
    try {
      left = checkpoints.load(file);
    } catch (BadModelException e) {
      // Nobody knows whether its training is finished.
      throw new ParameterException(
          command,
          "%s; the folder may hold an unfinished training: begin another in another folder, or remove %s"
              .formatted(e.getMessage(), file),
          e);
    }
    if (left.isPresent() && !left.get().finished()) {
      throw new ParameterException(
          command,
          "%s: holds a training that was stopped after epoch %d; add --resume to go on with it, or begin another in another folder"
              .formatted(folder, left.get().epochs().size()));
    }
    for (int fold = 1; fold <= TrainRequest.MOST_FOLDS; fold++) {
      Path place = FolderContents.fold(folder, fold);
      if (Files.isDirectory(place) && !isFinished(place)) {
        throw new ParameterException(
            command,
            "%s: holds a training that was stopped in fold %d; add --resume to go on with it, or begin another in another folder"
                .formatted(folder, fold));
      }
    }
  }

  private boolean isFinished(Path place) {
    try {
      return checkpoints
          .load(place.resolve(CheckpointStorePort.FILE_NAME))
          .map(Checkpoint::finished)
          .orElse(false);
    } catch (BadModelException e) {
      return false; // The training of this fold begins anew when the run is resumed.
    }
  }

  /**
   * Removes the files of an earlier training, except its model, which is replaced once there is
   * another.
   *
   * @throws StorageException if a file cannot be removed
   */
  public void clear() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    // The checkpoint goes first: the new training must never resume from it.
    checkpoints.remove(folder.resolve(CheckpointStorePort.FILE_NAME));
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
