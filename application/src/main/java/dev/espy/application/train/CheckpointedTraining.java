package dev.espy.application.train;

import dev.espy.application.RunControl;
import dev.espy.application.train.data.TrainingData;
import dev.espy.application.train.loop.EpochSink;
import dev.espy.application.train.loop.ModelFactory;
import dev.espy.application.train.loop.Trainer;
import dev.espy.application.train.loop.TrainingState;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.training.Epoch;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * A training that saves the model of each better epoch and a checkpoint after each epoch.
 *
 * @param engine the engine that trains
 * @param classifiers the engine that classifies with averaged weights
 * @param stores the stores of model and checkpoint
 * @param clock the source of the models' creation time
 * @param dataName the name of the training data for users
 * @param provenance the settings and facts for the models' provenance, by name
 */
record CheckpointedTraining(
    LearnerPort engine,
    ClassifierPort classifiers,
    RunStores stores,
    Clock clock,
    String dataName,
    Map<String, String> provenance) {

  /**
   * Trains.
   *
   * @param recipe the recipe
   * @param images the images
   * @param start the state to start from
   * @param started the start of the time limit, on the clock of the control
   * @param saving the files
   * @return all complete epochs, those of the start included
   */
  List<Epoch> run(
      Recipe recipe,
      TrainingData images,
      TrainingState start,
      long started,
      Saving saving,
      RunControl control) {
    ModelFactory factory =
        new ModelFactory(images, dataName, images.spec(recipe), engine, provenance, clock);
    return new Trainer(engine, classifiers, recipe, images, factory, control)
        .run(start, started, saving);
  }

  /**
   * Saves the model of each better epoch, and a checkpoint after each epoch.
   *
   * @param models the store of the model
   * @param model the file of the model
   * @param checkpoint the file of the checkpoint
   * @param digest the digest of the data
   */
  record Saving(ModelStorePort models, Path model, CheckpointFile checkpoint, String digest)
      implements EpochSink {

    @Override
    public void improved(Model better) {
      models.save(better, model);
    }

    @Override
    public void epochEnded(TrainingState state) {
      // After the model and the tables: work since the last checkpoint is repeated after an
      // interruption, so no result is lost.
      checkpoint.save(state, digest);
    }
  }
}
