package dev.espy.application.train;

import dev.espy.application.train.loop.TrainingState;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.port.CheckpointStorePort;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.recipe.RecipeCodec;
import dev.espy.domain.training.Checkpoint;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint file of a run folder. It contains a {@link TrainingState}, the digest of the data,
 * and the recipe, with which those of a resumed training are compared.
 *
 * @param store the store of checkpoints
 * @param file the path of the checkpoint
 * @param recipe the recipe of the training
 */
record CheckpointFile(CheckpointStorePort store, Path file, Recipe recipe) {

  private static final String AUGMENTATION = "augmentation";

  /**
   * Settings that may differ from those of the checkpoint: those of when to stop, and those that
   * are part of the digest of the data.
   */
  private static final Set<String> FREE =
      Set.of(
          RecipeCodec.EPOCHS,
          RecipeCodec.PATIENCE,
          RecipeCodec.TIME_LIMIT,
          RecipeCodec.VALIDATION,
          RecipeCodec.IMAGE_SIZE,
          RecipeCodec.COLOUR);

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
            recipe.resolved(),
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
   * @throws BadModelException if the recipe of the checkpoint differs or it is unusable
   */
  Optional<Checkpoint> load() {
    Optional<Checkpoint> found = store.load(file);
    found.ifPresent(checkpoint -> requireSame(checkpoint.recipe()));
    return found;
  }

  /** Loads the checkpoint if it is usable, and has the same recipe and data. */
  Optional<Checkpoint> loadIfSame(String data) {
    try {
      return load().filter(checkpoint -> checkpoint.data().equals(data));
    } catch (BadModelException e) {
      return Optional.empty();
    }
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
      if (recipe.regularization().emaDecay() > 0) {
        spec.network().check(checkpoint.averages());
      }
      // With a time limit the plan was measured; without one it follows from the settings.
      long planned = recipe.stopping().timeLimit() == null ? whole : checkpoint.plannedSteps();
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

  private void requireSame(Recipe begun) {
    for (String name : RecipeCodec.differences(begun, recipe.resolved())) {
      if (!FREE.contains(name)) {
        throw new BadModelException(
            "%s: this training was begun with %s; go on with the same settings, or begin another in another folder"
                .formatted(file, difference(name, begun)));
      }
    }
  }

  private String difference(String name, Recipe begun) {
    Object before = RecipeCodec.write(begun).get(name);
    Object now = RecipeCodec.write(recipe.resolved()).get(name);
    boolean network = name.equals(RecipeCodec.PRESET) || name.equals(RecipeCodec.LAYERS);
    return network ? "another network" : "%s %s, not %s".formatted(name, before, now);
  }
}
