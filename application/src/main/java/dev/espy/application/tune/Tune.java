package dev.espy.application.tune;

import dev.espy.application.RunControl;
import dev.espy.application.storage.FolderContents;
import dev.espy.application.storage.OwnedFolder;
import dev.espy.application.train.RepeatedTraining;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.SearchStorePort;
import dev.espy.domain.training.Search;
import dev.espy.domain.training.Trial;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The use case of tuning: searches for better settings of training. */
public final class Tune {

  private final LearnerPort engine;
  private final ClassifierPort classifiers;
  private final SearchStorePort searches;

  /**
   * @param engine the engine that trains
   * @param classifiers the engine that classifies with averaged weights
   * @param searches the store of the search, which is saved after each trial
   */
  public Tune(LearnerPort engine, ClassifierPort classifiers, SearchStorePort searches) {
    this.engine = engine;
    this.classifiers = classifiers;
    this.searches = searches;
  }

  /**
   * Searches. All recipes are tried on the same training images, which are read once, and compared
   * on the same validation images. If the folder has an interrupted search, that search resumes
   * after its last trial. With a number of trials the outcome is then that of an uninterrupted
   * search; with a time limit the plan stays the same, and the time of the earlier trials counts.
   *
   * @param request the images, the recipe to improve, the budget and the folder, which is locked
   *     until the search ends
   * @param control listener for progress, trials and their epochs, cancellation flag and clock;
   *     cancellation is checked after each batch, and the result is then the best trial so far
   * @return the outcome
   * @throws CancellationException if cancelled before the first trial ended
   * @throws dev.espy.domain.LearningFailedException if learning failed with all recipes
   * @throws dev.espy.domain.BadModelException if the search in the folder has another base or is
   *     unusable
   * @throws BadDataSetException if the search in the folder has other data
   * @throws dev.espy.domain.EspyException if the data are unsuitable, the architecture does not
   *     fit, the engine cannot run, a file cannot be written, the folder has files with these names
   *     that Espy did not write, or another search holds the folder
   */
  public TuneResult run(TuneRequest request, RunControl control) {
    try (OwnedFolder owned = OwnedFolder.open(request.folder(), FolderContents.SEARCH)) {
      return run(request, owned, control);
    }
  }

  /**
   * Searches in a folder that the caller holds; see {@link #run(TuneRequest, RunControl)}.
   *
   * @param owned the folder of the request, with {@link FolderContents#SEARCH}; still held
   *     afterwards
   */
  public TuneResult run(TuneRequest request, OwnedFolder owned, RunControl control) {
    Path file = owned.path().resolve(SearchStorePort.FILE_NAME);
    Optional<Search> found = searches.load(file);
    double before =
        found.stream().flatMap(s -> s.trials().stream()).mapToDouble(Trial::seconds).sum();
    long started = control.now() - (long) (before * 1e9);
    RepeatedTraining training =
        RepeatedTraining.read(engine, classifiers, request.training(), control);
    if (training.validationImages() == 0) {
      throw new BadDataSetException(
          request.validationSource().name()
              + ": there are no images to validate on, by which settings could be compared");
    }
    SuccessiveHalving halving =
        new SuccessiveHalving(
            training, request, search -> searches.save(search, file), started, control);
    found.ifPresent(search -> halving.resume(search, file));
    return halving.run();
  }
}
