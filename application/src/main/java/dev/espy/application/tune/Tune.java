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

/** Finds better settings to train with than those it is given. */
public final class Tune {

  private final LearnerPort engine;
  private final ClassifierPort classifiers;
  private final SearchStore searches;
  private final LongSupplier nanoTime;

  /**
   * @param engine what learns
   * @param classifiers what classifies with averaged weights
   * @param searches where it is kept after each trial how far the search is
   */
  public Tune(LearnerPort engine, ClassifierPort classifiers, SearchStore searches) {
    this(engine, classifiers, searches, System::nanoTime);
  }

  /**
   * @param nanoTime what durations are taken from, such as {@link System#nanoTime}
   */
  Tune(
      LearnerPort engine, ClassifierPort classifiers, SearchStore searches, LongSupplier nanoTime) {
    this.engine = engine;
    this.classifiers = classifiers;
    this.searches = searches;
    this.nanoTime = nanoTime;
  }

  /**
   * Searches. All settings are tried on the same images, which are read once, and compared on the
   * same validation images. If there is a search in the folder, it goes on with that, after the
   * last trial that was finished, at whatever moment and in whatever way it was stopped: the
   * outcome is that of a search that was never stopped, if the number of trials is what is given,
   * and the same plan otherwise. With a time limit, what an earlier part of the search took counts.
   *
   * @param data what to learn from
   * @param validationData what to validate on, or null to set a part of the data apart
   * @param settings how, the same as before if the search goes on
   * @param folder where the trials are kept; made if it does not exist, and held until it ends
   * @param listener is told of progress and trials, and of all epochs of these
   * @param cancelled asked after each batch; where it says so, the best so far is the result
   * @return what came of it
   * @throws CancellationException if it was cancelled before a trial was finished
   * @throws dev.espy.domain.LearningFailedException if learning failed with all settings
   * @throws dev.espy.domain.BadModelException if the folder's search was one with other settings,
   *     or cannot be used
   * @throws BadDataSetException if it was one with other data
   * @throws dev.espy.domain.EspyException if the data cannot be learned from, the architecture does
   *     not fit, the engine cannot run, something cannot be written, the folder holds other files
   *     of these names, or another search holds it
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
   * Searches in a folder that the caller holds: see {@link #run(DataSet, DataSet, TuneSettings,
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
