package dev.espy.application.train;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.classify.LearnedImages;
import dev.espy.application.pipeline.IndexedDataSet;
import dev.espy.application.storage.FolderContents;
import dev.espy.application.storage.OwnedFolder;
import dev.espy.application.train.data.DataDigest;
import dev.espy.application.train.data.TrainingData;
import dev.espy.application.train.loop.EarlyStopping;
import dev.espy.application.train.loop.EpochSink;
import dev.espy.application.train.loop.ModelFactory;
import dev.espy.application.train.loop.Trainer;
import dev.espy.application.train.loop.TrainingState;
import dev.espy.application.train.loop.ValidationPass;
import dev.espy.domain.Prediction;
import dev.espy.domain.Unreadable;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.port.CheckpointStorePort;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.port.PredictionsPort;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.recipe.RecipeCodec;
import dev.espy.domain.recipe.Schedule;
import dev.espy.domain.training.Checkpoint;
import dev.espy.domain.training.Epoch;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The use case of training: makes a model from labelled images and saves it in a run folder. */
public final class Train {

  /** The name of the file of the validation images' predictions in a run folder. */
  public static final String VALIDATION_PREDICTIONS = FolderContents.VALIDATION_PREDICTIONS;

  private final LearnerPort engine;
  private final ClassifierPort classifiers;
  private final RunStores stores;
  private final Clock clock;

  /**
   * @param engine the engine that trains
   * @param classifiers the engine that classifies with averaged weights and validates the final
   *     model
   * @param stores the stores of the results
   * @param clock the source of the model's creation time
   */
  public Train(LearnerPort engine, ClassifierPort classifiers, RunStores stores, Clock clock) {
    this.engine = engine;
    this.classifiers = classifiers;
    this.stores = stores;
    this.clock = clock;
  }

  /**
   * Trains. The model file is replaced after each epoch that is the best so far, so a usable model
   * survives any interruption. At the end the model file is read and validated again; the returned
   * evaluation and the saved predictions are those of that file.
   *
   * <p>A training that resumes makes the model of an uninterrupted training if data and recipe are
   * the same. Length, patience and time limit may differ; the schedule then continues as if they
   * had been set from the start.
   *
   * @param request the images, the recipe and the run folder, which is locked until training ends
   * @param control listener for progress, epochs and evaluations, cancellation flag and clock;
   *     cancellation is checked after each batch, and the result is then the best epoch so far
   * @return the outcome, with all epochs
   * @throws CancellationException if cancelled before the first training step
   * @throws dev.espy.domain.OverwriteException if the folder has files with the names of a run's
   *     files that Espy did not write
   * @throws dev.espy.domain.BadDataSetException if the data are unsuitable, or differ from those of
   *     the checkpoint
   * @throws dev.espy.domain.EspyException if the architecture does not fit, the engine cannot run,
   *     training diverges, a file cannot be written, another training holds the folder, the recipe
   *     differs from that of the checkpoint, or the checkpoint or the model of the best epoch is
   *     unusable
   */
  public TrainResult run(TrainRequest request, RunControl control) {
    try (OwnedFolder owned = OwnedFolder.open(request.folder(), FolderContents.RUN)) {
      return run(request, owned, control);
    }
  }

  /**
   * Trains in a run folder that the caller holds; see {@link #run(TrainRequest, RunControl)}.
   *
   * @param owned the folder of the request, with {@link FolderContents#RUN}; still held afterwards
   */
  public TrainResult run(TrainRequest request, OwnedFolder owned, RunControl control) {
    Path folder = owned.path();
    Recipe recipe = request.recipe();
    DataSet data = request.data();
    RunListener listener = control.listener();
    Path checkpointFile = folder.resolve(CheckpointStorePort.FILE_NAME);
    if (!request.resumes()) {
      stores.checkpoints().remove(checkpointFile);
    }
    CheckpointFile checkpoint = new CheckpointFile(stores.checkpoints(), checkpointFile, recipe);
    Optional<Checkpoint> found = checkpoint.load();
    Path file = folder.resolve(ModelStorePort.FILE_NAME);
    if (found.isPresent()) {
      // If the model is missing, fail now and not after the last epoch.
      var unused = stores.models().load(file);
    }
    long started = control.now() - (long) (found.map(Checkpoint::seconds).orElse(0.0) * 1e9);
    TrainingData images =
        TrainingData.read(data, request.validationData(), recipe, folder, control);
    NetworkSpec spec = images.spec(recipe);
    LearnedImages learned = new LearnedImages();
    String digest = DataDigest.of(images, learned::add);
    TrainingState initial = TrainingState.initial(recipe, images);
    TrainingState start =
        found
            .map(from -> checkpoint.state(from, digest, spec, initial.plannedSteps()))
            .orElse(initial);
    found.ifPresent(from -> tell(from, start, recipe, images, listener));
    Map<String, String> provenance = provenance(request, images, digest, learned);
    ModelFactory factory = new ModelFactory(images, data.name(), spec, engine, provenance, clock);
    Trainer trainer = new Trainer(engine, classifiers, recipe, images, factory, control);
    List<Epoch> epochs =
        trainer.run(start, started, new Saving(stores.models(), file, checkpoint, digest));
    Model model = stores.models().load(file);
    Evaluation evaluation = null;
    if (!epochs.isEmpty() && images.validation().size() > 0) {
      evaluation = validate(model, images, data.idName(), folder, control);
    }
    return new TrainResult(
        model, file, epochs, evaluation, images.unreadable(), !control.stopped());
  }

  /** Saves the model of each better epoch, and a checkpoint after each epoch. */
  private record Saving(ModelStorePort models, Path model, CheckpointFile checkpoint, String digest)
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

  /** Returns the settings and facts of a training for its models' provenance, by name. */
  private Map<String, String> provenance(
      TrainRequest request, TrainingData images, String digest, LearnedImages learned) {
    Recipe used = request.recipe().resolved().toBuilder().input(images.training().shape()).build();
    Map<String, String> provenance = new LinkedHashMap<>(request.origin());
    provenance.putAll(RecipeCodec.text(used));
    if (request.validationData() != null) {
      provenance.remove(RecipeCodec.VALIDATION);
    }
    provenance.put(DataDigest.SETTING, digest);
    provenance.put(LearnedImages.SETTING, learned.text());
    provenance.put("computed on", engine.computesOn());
    return provenance;
  }

  private static void tell(
      Checkpoint from,
      TrainingState start,
      Recipe recipe,
      TrainingData images,
      RunListener listener) {
    int done = start.epochs().size();
    if (!new EarlyStopping(
            recipe.validation().metric(), recipe.stopping().patience(), start.epochs())
        .shouldContinue()) {
      return; // the trainer will say so
    }
    long stepsPerEpoch = images.stepsPerEpoch(recipe);
    if (start.plannedSteps() == start.state().step()) {
      listener.note("All %d epochs are done; there is nothing left to learn.".formatted(done));
      return;
    }
    listener.note("Going on after epoch %d.".formatted(done));
    if (start.plannedSteps() != from.plannedSteps()
        && recipe.optimization().schedule() != Schedule.CONSTANT) {
      listener.note(
          "The learning rate's schedule (%s) is now one for %d epochs, not %d: from here on it is as if it had been so from the beginning."
              .formatted(
                  recipe.optimization().schedule(),
                  (start.plannedSteps() - 1) / stepsPerEpoch + 1,
                  (from.plannedSteps() - 1) / stepsPerEpoch + 1));
    }
  }

  /** Validates, also when cancelled: it takes little time and makes the result usable. */
  private Evaluation validate(
      Model model, TrainingData images, String idName, Path folder, RunControl control) {
    ValidationPass pass;
    try (Classifier classifier = classifiers.open(model)) {
      pass =
          Objects.requireNonNull(
              ValidationPass.run(classifier, model.network(), images, control.uncancelled()));
    }
    write(images, pass.predictions(), idName, folder.resolve(VALIDATION_PREDICTIONS));
    control.listener().evaluated(pass.evaluation());
    return pass.evaluation();
  }

  private void write(
      TrainingData images, Map<Integer, Prediction> answers, String idName, Path file) {
    IndexedDataSet source = images.validationSource();
    Map<Integer, Unreadable> unreadable = images.validation().unreadable();
    try (PredictionsPort.Writer writer =
        stores.predictions().open(new PredictionsPort.Format(file, idName, 1, true))) {
      for (int sample : images.validationSamples()) {
        Prediction answer = answers.get(sample);
        Unreadable bad = unreadable.get(sample);
        if (answer != null) {
          writer.write(source.sample(sample), answer);
        } else if (bad != null) {
          writer.write(source.sample(sample), bad);
        }
      }
      writer.finish();
    }
  }
}
