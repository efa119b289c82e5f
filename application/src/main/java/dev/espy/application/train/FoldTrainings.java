package dev.espy.application.train;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.RunListener.Phase;
import dev.espy.application.classify.BatchSize;
import dev.espy.application.classify.FiniteProbabilities;
import dev.espy.application.storage.FolderContents;
import dev.espy.application.storage.OwnedFolder;
import dev.espy.application.train.data.Folds;
import dev.espy.application.train.data.TrainingData;
import dev.espy.application.train.loop.TrainingState;
import dev.espy.domain.BadModelException;
import dev.espy.domain.LearningFailedException;
import dev.espy.domain.confidence.Calibration;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.CheckpointStorePort;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.recipe.Notation;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.training.Checkpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Trainings that leave out one fold of the training images each, and judge the images of that fold.
 * Each has a model and a checkpoint in a folder of its own, so that it resumes like the run itself.
 *
 * @param training the training, as that of the run's model
 * @param folds the folds
 * @param recipe the recipe of the run, time limit included
 * @param calibration the calibration of the run's model, whose temperature the models of the folds
 *     get; null if there is none
 * @param folder the run folder
 * @param digest the digest of the run's data
 */
record FoldTrainings(
    CheckpointedTraining training,
    Folds folds,
    Recipe recipe,
    @Nullable Calibration calibration,
    Path folder,
    String digest) {

  /** Receives the probabilities of each judged image. */
  interface Judge {

    /**
     * An image was classified by a model that has not seen it.
     *
     * @param image the number of the image among the training images
     * @param probabilities the probabilities of several images as [image][label]
     * @param row the row of the image in {@code probabilities}
     */
    void judged(int image, float[] probabilities, int row);
  }

  /**
   * Returns the recipe of the run's own training if folds follow: its part of the time limit. With
   * K folds there is the work of K trainings on all images, since each fold leaves out a part.
   */
  static Recipe ordinary(Recipe recipe, int folds) {
    return folds == 0 ? recipe : limited(recipe, 1, folds);
  }

  /** Returns the recipe of the training of a fold, with its part of the time limit. */
  static Recipe ofAFold(Recipe recipe, int folds) {
    return limited(recipe, folds - 1L, (long) folds * folds);
  }

  /** Notes how a time limit is divided, if there is one. */
  static void tellTimeLimits(Recipe recipe, int folds, RunListener listener) {
    Duration run = ordinary(recipe, folds).stopping().timeLimit();
    Duration fold = ofAFold(recipe, folds).stopping().timeLimit();
    if (run != null && fold != null) {
      listener.note(
          "The time limit is divided: %s for the run's model, %s for each of %d folds."
              .formatted(
                  Notation.duration().writer().apply(rounded(run)),
                  Notation.duration().writer().apply(rounded(fold)),
                  folds));
    }
  }

  private static Duration rounded(Duration duration) {
    return Duration.ofSeconds(Math.max(1, Math.round(duration.toMillis() / 1e3)));
  }

  private static Recipe limited(Recipe recipe, long part, long parts) {
    Duration limit = recipe.stopping().timeLimit();
    return limit == null
        ? recipe
        : recipe.toBuilder()
            .timeLimit(Duration.ofNanos(Math.max(1, limit.toNanos() / parts * part)))
            .build();
  }

  /**
   * Removes the folds of an earlier training.
   *
   * @param folder the run folder
   * @param first the number of the first fold to remove, from 1
   * @param checkpoints the store of the folds' checkpoints
   */
  static void remove(Path folder, int first, CheckpointStorePort checkpoints) {
    for (int fold = first; fold <= TrainRequest.MOST_FOLDS; fold++) {
      Path place = FolderContents.fold(folder, fold);
      checkpoints.remove(place.resolve(CheckpointStorePort.FILE_NAME));
      OwnedFolder.remove(place, FolderContents.FOLD);
    }
  }

  /**
   * Trains on all folds that have images to judge.
   *
   * @return true if all images were judged, false if cancelled
   */
  boolean run(Judge judge, RunControl control) {
    remove(folder, folds.count() + 1, training.stores().checkpoints());
    for (int fold = 0; fold < folds.count(); fold++) {
      if (folds.judged(fold).length == 0) {
        continue;
      }
      control.listener().foldStarted(fold + 1, folds.count());
      boolean complete = run(fold, judge, control);
      control.listener().foldFinished();
      if (!complete) {
        return false;
      }
    }
    return true;
  }

  private boolean run(int fold, Judge judge, RunControl control) {
    try (OwnedFolder owned =
        OwnedFolder.open(FolderContents.fold(folder, fold + 1), FolderContents.FOLD)) {
      Path file = owned.path().resolve(ModelStorePort.FILE_NAME);
      train(fold, owned.path(), file, control);
      if (control.stopped()) {
        return false;
      }
      Model model = training.stores().models().load(file).with(calibration);
      try (Classifier classifier = training.classifiers().open(model)) {
        return judge(classifier, model, fold, judge, control);
      }
    } catch (CancellationException e) {
      return false;
    } catch (LearningFailedException e) {
      throw new LearningFailedException(
          "fold %d of %d: %s".formatted(fold + 1, folds.count(), e.getMessage()), e);
    }
  }

  private void train(int fold, Path place, Path file, RunControl control) {
    TrainingData images = folds.without(fold);
    Recipe limited = ofAFold(recipe, folds.count());
    CheckpointFile checkpoint =
        new CheckpointFile(
            training.stores().checkpoints(), place.resolve(CheckpointStorePort.FILE_NAME), limited);
    String data = "%s, without fold %d of %d".formatted(digest, fold + 1, folds.count());
    TrainingState initial = TrainingState.initial(limited, images);
    Optional<Checkpoint> found = hasModel(file) ? checkpoint.loadIfSame(data) : Optional.empty();
    if (found.isEmpty()) {
      // Otherwise a killed program would leave an old checkpoint beside a new model.
      training.stores().checkpoints().remove(checkpoint.file());
    }
    TrainingState start =
        found
            .map(from -> checkpoint.state(from, data, images.spec(limited), initial.plannedSteps()))
            .orElse(initial);
    long started = control.now() - (long) (found.map(Checkpoint::seconds).orElse(0.0) * 1e9);
    var unused =
        training.run(
            limited,
            images,
            start,
            started,
            new CheckpointedTraining.Saving(training.stores().models(), file, checkpoint, data),
            control);
  }

  private boolean hasModel(Path file) {
    try {
      var unused = training.stores().models().load(file);
      return true;
    } catch (BadModelException e) {
      return false; // The training of this fold begins anew.
    }
  }

  /** Classifies the images of a fold; returns false if cancelled. */
  private boolean judge(
      Classifier classifier, Model model, int fold, Judge judge, RunControl control) {
    int[] images = folds.judged(fold);
    int batchSize = BatchSize.of(model.network(), BatchSize.USUAL);
    control.listener().phaseStarted(Phase.VALIDATING, images.length);
    for (int from = 0; from < images.length; from += batchSize) {
      if (control.stopped()) {
        return false;
      }
      int[] some = Arrays.copyOfRange(images, from, Math.min(images.length, from + batchSize));
      long start = control.now();
      float[] probabilities = FiniteProbabilities.of(classifier, folds.batch(some));
      control.listener().batchClassified(some.length, control.now() - start);
      for (int row = 0; row < some.length; row++) {
        judge.judged(some[row], probabilities, row);
      }
    }
    control.listener().phaseFinished(Phase.VALIDATING);
    return true;
  }
}
