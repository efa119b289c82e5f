package dev.espy.application.train;

import dev.espy.application.train.loop.TrainingState;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.port.CheckpointStore;
import dev.espy.domain.training.Checkpoint;
import dev.espy.domain.training.TrainSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint of a run folder: a {@link TrainingState} and what it takes to see that data and
 * settings are still the same.
 *
 * @param store where it is kept
 * @param file its place
 * @param settings how to train
 */
record CheckpointFile(CheckpointStore store, Path file, TrainSettings settings) {

  private static final String AUGMENTATION = "augmentation";

  /**
   * Writes how far learning is.
   *
   * @param data the digest of what it learns from
   */
  void save(TrainingState state, String data) {
    Augmentation augmentation = state.augmentation();
    store.save(
        new Checkpoint(
            data,
            fixed(),
            augmentation == null ? Map.of() : Map.of(AUGMENTATION, augmentation.toString()),
            state.state(),
            state.averages(),
            state.epochs(),
            state.plannedSteps()),
        file);
  }

  /**
   * Reads what there is to go on from.
   *
   * @throws BadModelException if it was made with other settings, or cannot be used
   */
  Optional<Checkpoint> load() {
    Optional<Checkpoint> found = store.load(file);
    if (found.isPresent() && !found.get().settings().equals(fixed())) {
      throw new BadModelException(
          file
              + ": this training was begun with other settings; go on with the same ones, or begin"
              + " another in another folder");
    }
    return found;
  }

  /**
   * Returns how far learning was.
   *
   * @param checkpoint what was loaded
   * @param data the digest of what there is to learn from
   * @param spec the network
   * @param whole how many steps all epochs have
   * @throws BadDataSetException if these are not the data of the checkpoint
   * @throws BadModelException if its tensors are not the network's
   */
  TrainingState state(Checkpoint checkpoint, String data, NetworkSpec spec, long whole) {
    if (!checkpoint.data().equals(data)) {
      throw new BadDataSetException(
          file
              + ": this training was begun with other images or labels; go on with the same ones,"
              + " or begin another in another folder");
    }
    try {
      checkpoint.state().check(spec);
      if (settings.averaging() > 0) {
        spec.network().check(checkpoint.averages());
      }
      // Within a time limit the plan is the outcome of measuring, else that of the settings.
      long planned = settings.timeLimit() == null ? whole : checkpoint.plannedSteps();
      return new TrainingState(
          checkpoint.state(),
          checkpoint.averages(),
          checkpoint.epochs(),
          Math.max(planned, checkpoint.state().step()),
          augmentation(checkpoint.decided().get(AUGMENTATION)));
    } catch (BadModelException | IllegalArgumentException e) {
      throw new BadModelException(
          "%s: %s; begin another training in another folder".formatted(file, e.getMessage()), e);
    }
  }

  private static @Nullable Augmentation augmentation(@Nullable String notation) {
    return notation == null ? null : Augmentation.parse(notation);
  }

  /**
   * Returns the settings that must stay as they are. Not among them are those of when to stop, and
   * those that show in the data already: which images are validated on, and the input's shape.
   */
  private String fixed() {
    return settings.toBuilder()
        .epochs(1)
        .patience(null)
        .timeLimit(null)
        .validation(0)
        .width(null)
        .height(null)
        .colour(null)
        .build()
        .toString();
  }
}
