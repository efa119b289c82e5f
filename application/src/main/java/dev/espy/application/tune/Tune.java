package dev.espy.application.tune;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.storage.FolderContents;
import dev.espy.application.storage.OwnedFolder;
import dev.espy.application.train.RepeatedTraining;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.SearchStore;
import dev.espy.domain.training.Search;
import dev.espy.domain.training.Trial;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The use case of tuning: searches for better settings of training. */
public final class Tune {

  private final LearnerPort engine;
  private final ClassifierPort classifiers;
  private final SearchStore searches;
  private final LongSupplier nanoTime;

  /**
   * @param engine the engine that trains
   * @param classifiers the engine that classifies with averaged weights
   * @param searches the store of the search, which is saved after each trial
   */
  public Tune(LearnerPort engine, ClassifierPort classifiers, SearchStore searches) {
    this(engine, classifiers, searches, System::nanoTime);
  }

  /**
   * @param nanoTime the clock for durations, such as {@link System#nanoTime}
   */
  Tune(
      LearnerPort engine, ClassifierPort classifiers, SearchStore searches, LongSupplier nanoTime) {
    this.engine = engine;
    this.classifiers = classifiers;
    this.searches = searches;
    this.nanoTime = nanoTime;
  }

  /**
   * Searches. All settings are tried on the same training images, which are read once, and compared
   * on the same validation images. If the folder has an interrupted search, that search resumes
   * after its last trial. With a number of trials the outcome is then that of an uninterrupted
   * search; with a time limit the plan stays the same, and the time of the earlier trials counts.
   *
   * @param data the training images and their labels
   * @param validationData the validation images, or null to split them from {@code data}
   * @param settings the settings of the search, the same as before if the search resumes
   * @param folder the folder of the search; created if missing, locked until the search ends
   * @param listener the listener for progress, trials and their epochs
   * @param cancelled the cancellation flag, checked after each batch; if set, the result is the
   *     best trial so far
   * @return the outcome
   * @throws CancellationException if cancelled before the first trial ended
   * @throws dev.espy.domain.LearningFailedException if learning failed with all settings
   * @throws dev.espy.domain.BadModelException if the search in the folder has other settings or is
   *     unusable
   * @throws BadDataSetException if the search in the folder has other data
   * @throws dev.espy.domain.EspyException if the data are unsuitable, the architecture does not
   *     fit, the engine cannot run, a file cannot be written, the folder has files with these names
   *     that Espy did not write, or another search holds the folder
   */
  public TuneResult run(
      DataSet data,
      @Nullable DataSet validationData,
      TuneSettings settings,
      Path folder,
      RunListener listener,
      BooleanSupplier cancelled) {
    try (OwnedFolder owned = OwnedFolder.open(folder, FolderContents.SEARCH)) {
      return run(data, validationData, settings, owned, listener, cancelled);
    }
  }

  /**
   * Searches in a folder that the caller holds; see {@link #run(DataSet, DataSet, TuneSettings,
   * Path, RunListener, BooleanSupplier)}.
   *
   * @param owned the folder, with {@link FolderContents#SEARCH}; still held afterwards
   */
  public TuneResult run(
      DataSet data,
      @Nullable DataSet validationData,
      TuneSettings settings,
      OwnedFolder owned,
      RunListener listener,
      BooleanSupplier cancelled) {
    Path folder = owned.path();
    Path file = folder.resolve(SearchStore.FILE_NAME);
    Optional<Search> found = searches.load(file);
    double before =
        found.stream().flatMap(s -> s.trials().stream()).mapToDouble(Trial::seconds).sum();
    long started = nanoTime.getAsLong() - (long) (before * 1e9);
    RepeatedTraining training =
        RepeatedTraining.read(
            engine,
            classifiers,
            nanoTime,
            data,
            validationData,
            settings.base(),
            folder,
            listener,
            cancelled);
    if (training.validationImages() == 0) {
      throw new BadDataSetException(
          (validationData == null ? data : validationData).name()
              + ": there are no images to validate on, by which settings could be compared");
    }
    SuccessiveHalving halving =
        new SuccessiveHalving(
            training,
            settings,
            search -> searches.save(search, file),
            started,
            new RunControl(listener, cancelled, nanoTime));
    found.ifPresent(search -> halving.resume(search, file));
    return halving.run();
  }
}
