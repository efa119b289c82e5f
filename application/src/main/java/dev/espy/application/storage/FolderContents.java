package dev.espy.application.storage;

import dev.espy.domain.port.CheckpointStorePort;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.port.ReportPort;
import dev.espy.domain.port.SearchStorePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files that Espy writes into a folder of one kind.
 *
 * @param settings the path, in the folder, of the settings that identify a folder without a mark as
 *     Espy's; null if there are none
 * @param names the names of all files and folders that Espy may write there, the first one first
 */
public record FolderContents(@Nullable String settings, List<String> names) {

  /** The settings of a run. */
  public static final String CONFIG = "config.yaml";

  /** The figures of a run, one row per epoch. */
  public static final String HISTORY = "history.csv";

  /** The unreadable images of a run. */
  public static final String ERRORS = "model.errors.csv";

  /** The evaluation of a run on the validation images. */
  public static final String EVALUATION = "evaluation.json";

  /** The number of images for each pair of true and predicted label. */
  public static final String CONFUSION_MATRIX = "confusion_matrix.csv";

  /** The validation images' predictions. */
  public static final String VALIDATION_PREDICTIONS = "validation_predictions.csv";

  /** The unreadable validation images. */
  public static final String VALIDATION_ERRORS = "validation_predictions.errors.csv";

  /** The images of a run whose labels are suspected to be wrong. */
  public static final String SUSPECTS = "suspects.csv";

  /** The folder of a run's trainings on folds of its images. */
  public static final String FOLDS = "folds";

  /** The options of a search. */
  public static final String SEARCH_OPTIONS = "tune.yaml";

  /** The options of a search's best setting. */
  public static final String BEST = "best.yaml";

  /** The contents of a run folder. */
  public static final FolderContents RUN =
      new FolderContents(
          CONFIG,
          List.of(
              CONFIG,
              ModelStorePort.FILE_NAME,
              CheckpointStorePort.FILE_NAME,
              HISTORY,
              ERRORS,
              EVALUATION,
              CONFUSION_MATRIX,
              VALIDATION_PREDICTIONS,
              VALIDATION_ERRORS,
              SUSPECTS,
              ReportPort.FILE_NAME,
              FOLDS));

  /** The contents of the folder of a training on folds of a run's images. */
  public static final FolderContents FOLD =
      of(ModelStorePort.FILE_NAME, CheckpointStorePort.FILE_NAME);

  /** The contents of the folder of a search for settings. */
  public static final FolderContents SEARCH =
      new FolderContents(SEARCH_OPTIONS, List.of(SEARCH_OPTIONS, SearchStorePort.FILE_NAME, BEST));

  /** The settings that every version of Espy writes for every run and search. */
  private static final Set<String> KEYS =
      Set.of("data", "run", "epochs", "batch-size", "learning-rate", "seed");

  private static final long LARGEST_SETTINGS = 1 << 20;
  private static final Pattern KEY = Pattern.compile("([a-z][a-z0-9-]*):( .*)?");

  /** Copies the names. */
  public FolderContents {
    names = List.copyOf(names);
  }

  /** Returns the contents of a folder that has no settings. */
  public static FolderContents of(String... names) {
    return new FolderContents(null, List.of(names));
  }

  /** Returns the files that may be written into a folder, in the order of their names here. */
  public List<Path> in(Path folder) {
    return names.stream().map(folder::resolve).toList();
  }

  /**
   * Returns the folder of a run's training on a fold.
   *
   * @param run the run folder
   * @param fold the 1-based number of the fold
   */
  public static Path fold(Path run, int fold) {
    return run.resolve(FOLDS).resolve(Integer.toString(fold));
  }

  /** Returns true if a folder holds settings that Espy wrote. */
  boolean settingsAreIn(Path folder) {
    if (settings == null) {
      return false;
    }
    Path file = folder.resolve(settings);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_SETTINGS) {
        return false;
      }
      Set<String> keys = new HashSet<>();
      for (String line : Files.readAllLines(file)) {
        Matcher key = KEY.matcher(line);
        if (key.matches()) {
          keys.add(key.group(1));
        } else if (!line.isBlank() && " -#".indexOf(line.charAt(0)) < 0) {
          return false;
        }
      }
      return keys.containsAll(KEYS);
    } catch (IOException e) {
      return false; // The file is not text.
    }
  }
}
