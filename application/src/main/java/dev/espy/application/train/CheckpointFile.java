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
 * The checkpoint file of a run folder. It contains a {@link TrainingState}, and digests that show
 * whether data and settings are still the same.
 *
 * @param store the store of checkpoints
 * @param file the path of the checkpoint
 * @param settings the settings of the training
 */
record CheckpointFile(CheckpointStore store, Path file, TrainSettings settings) {

  private static final String AUGMENTATION = "augmentation";

  /**
   * Saves the state of the training.
   *
   * @param state the state after the latest epoch
   * @param data the digest of the training and validation data
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
   * Loads the checkpoint, if there is one.
   *
   * @throws BadModelException if the settings of the checkpoint differ or it is unusable
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
   * Returns the state in a checkpoint.
   *
   * @param checkpoint the loaded checkpoint
   * @param data the digest of the present data
   * @param spec the network
   * @param whole the number of steps of all epochs by the settings
   * @throws BadDataSetException if the data of the checkpoint differ
   * @throws BadModelException if the tensors of the checkpoint do not fit the network
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
      // With a time limit the plan was measured; without one it follows from the settings.
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
   * Returns the settings that must not change, as text. The settings of when to stop may change;
   * the validation split and the input shape are part of the data digest.
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
