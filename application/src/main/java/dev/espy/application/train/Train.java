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
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.port.CheckpointStore;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.ModelStore;
import dev.espy.domain.port.PredictionsPort;
import dev.espy.domain.training.Checkpoint;
import dev.espy.domain.training.Epoch;
import dev.espy.domain.training.Schedule;
import dev.espy.domain.training.TrainSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The use case of training: makes a model from labelled images and saves it in a run folder. */
public final class Train {

  /** The name of the file of the validation images' predictions in a run folder. */
  public static final String VALIDATION_PREDICTIONS = FolderContents.VALIDATION_PREDICTIONS;

  private final LearnerPort engine;
  private final ClassifierPort classifiers;
  private final ModelStore models;
  private final CheckpointStore checkpoints;
  private final PredictionsPort predictions;
  private final Clock clock;
  private final LongSupplier nanoTime;

  /**
   * @param engine the engine that trains
   * @param classifiers the engine that classifies with averaged weights and validates the final
   *     model
   * @param models the store of the model
   * @param checkpoints the store of the checkpoint, which is replaced after each epoch
   * @param predictions the writer of the validation images' predictions
   * @param clock the source of the model's creation time
   */
  public Train(
      LearnerPort engine,
      ClassifierPort classifiers,
      ModelStore models,
      CheckpointStore checkpoints,
      PredictionsPort predictions,
      Clock clock) {
    this(engine, classifiers, models, checkpoints, predictions, clock, System::nanoTime);
  }

  /**
   * @param nanoTime the clock for durations, such as {@link System#nanoTime}
   */
  Train(
      LearnerPort engine,
      ClassifierPort classifiers,
      ModelStore models,
      CheckpointStore checkpoints,
      PredictionsPort predictions,
      Clock clock,
      LongSupplier nanoTime) {
    this.engine = engine;
    this.classifiers = classifiers;
    this.models = models;
    this.checkpoints = checkpoints;
    this.predictions = predictions;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * Trains. The model file is replaced after each epoch that is the best so far, so a usable model
   * survives any interruption. At the end the model file is read and validated again; the returned
   * evaluation and the saved predictions are those of that file. A checkpoint of an earlier
   * training in the folder is removed first.
   *
   * @param data the training images and their labels
   * @param validationData the validation images, or null to split them from {@code data}
   * @param settings the settings
   * @param described the settings by name, for the model's provenance
   * @param folder the run folder; created if missing, locked until training ends
   * @param listener the listener for progress, epochs and evaluations
   * @param cancelled the cancellation flag, checked after each batch; if set, the result is the
   *     best epoch so far
   * @return the outcome
   * @throws CancellationException if cancelled before the first training step
   * @throws dev.espy.domain.OverwriteException if the folder has files with the names of a run's
   *     files that Espy did not write
   * @throws dev.espy.domain.EspyException if the data are unsuitable, the architecture does not
   *     fit, the engine cannot run, training diverges, a file cannot be written, or another
   *     training holds the folder
   */
  public TrainResult run(
      DataSet data,
      @Nullable DataSet validationData,
      TrainSettings settings,
      Map<String, String> described,
      Path folder,
      RunListener listener,
      BooleanSupplier cancelled) {
    try (OwnedFolder owned = OwnedFolder.open(folder, FolderContents.RUN)) {
      checkpoints.remove(folder.resolve(CheckpointStore.FILE_NAME));
      return resume(data, validationData, settings, described, owned, listener, cancelled);
    }
  }

  /**
   * Resumes an interrupted training after the epoch of the checkpoint in the folder, or starts it
   * if there is no checkpoint. With the same data and settings the model is the one of an
   * uninterrupted training. Length, patience and time limit may differ; the schedule then continues
   * as if they had been set from the start.
   *
   * @param data the training images, the same as before
   * @param validationData the validation images, the same as before
   * @param settings the settings, the same as before except for length, patience and time limit
   * @param described as in {@link #run}
   * @param folder the run folder
   * @param listener as in {@link #run}
   * @param cancelled as in {@link #run}
   * @return the outcome, with all epochs
   * @throws CancellationException if cancelled before the first training step
   * @throws dev.espy.domain.BadDataSetException if the data differ from those of the checkpoint
   * @throws dev.espy.domain.EspyException as in {@link #run}, or if the settings differ from those
   *     of the checkpoint, or the checkpoint or the model of the best epoch is unusable
   */
  public TrainResult resume(
      DataSet data,
      @Nullable DataSet validationData,
      TrainSettings settings,
      Map<String, String> described,
      Path folder,
      RunListener listener,
      BooleanSupplier cancelled) {
    try (OwnedFolder owned = OwnedFolder.open(folder, FolderContents.RUN)) {
      return resume(data, validationData, settings, described, owned, listener, cancelled);
    }
  }

  /**
   * Resumes or starts a training in a run folder that the caller holds; see {@link #resume(DataSet,
   * DataSet, TrainSettings, Map, Path, RunListener, BooleanSupplier)}.
   *
   * @param run the run folder, with {@link FolderContents#RUN}; still held afterwards
   */
  public TrainResult resume(
      DataSet data,
      @Nullable DataSet validationData,
      TrainSettings settings,
      Map<String, String> described,
      OwnedFolder run,
      RunListener listener,
      BooleanSupplier cancelled) {
    Path folder = run.path();
    CheckpointFile checkpoint =
        new CheckpointFile(checkpoints, folder.resolve(CheckpointStore.FILE_NAME), settings);
    Optional<Checkpoint> found = checkpoint.load();
    Path file = folder.resolve(ModelStore.FILE_NAME);
    if (found.isPresent()) {
      // If the model is missing, fail now and not after the last epoch.
      var unused = models.load(file);
    }
    RunControl control = new RunControl(listener, cancelled, nanoTime);
    long started = control.now() - (long) (found.map(Checkpoint::seconds).orElse(0.0) * 1e9);
    TrainingData images = TrainingData.read(data, validationData, settings, folder, control);
    NetworkSpec spec = images.spec(settings);
    LearnedImages learned = new LearnedImages();
    String digest = DataDigest.of(images, learned::add);
    TrainingState initial = TrainingState.initial(settings, images);
    TrainingState start =
        found
            .map(from -> checkpoint.state(from, digest, spec, initial.plannedSteps()))
            .orElse(initial);
    found.ifPresent(from -> tell(from, start, settings, images, listener));
    Map<String, String> provenance = new LinkedHashMap<>(described);
    provenance.put("data digest", digest);
    provenance.put(LearnedImages.SETTING, learned.text());
    provenance.put("computed on", engine.computesOn());
    ModelFactory factory =
        new ModelFactory(images, data.name(), spec, engine.engine(), provenance, clock);
    EpochSink sink =
        new EpochSink() {
          @Override
          public void improved(Model model) {
            models.save(model, file);
          }

          @Override
          public void epochEnded(TrainingState state) {
            // After the model and the tables: work since the last checkpoint is repeated after an
            // interruption, so no result is lost.
            checkpoint.save(state, digest);
          }
        };
    Trainer trainer = new Trainer(engine, classifiers, settings, images, factory, control);
    List<Epoch> epochs = trainer.run(start, started, sink);
    Model model = models.load(file);
    ValidationPass pass = null;
    if (!epochs.isEmpty() && images.validation().size() > 0) {
      // Also when cancelled: validating takes little time and makes the result usable.
      pass = validate(model, images, new RunControl(listener, () -> false, nanoTime));
      write(images, pass.predictions(), data.idName(), folder.resolve(VALIDATION_PREDICTIONS));
      listener.evaluated(pass.evaluation());
    }
    return new TrainResult(
        model,
        file,
        epochs,
        pass == null ? null : pass.evaluation(),
        images.unreadable(),
        !cancelled.getAsBoolean());
  }

  private static void tell(
      Checkpoint from,
      TrainingState start,
      TrainSettings settings,
      TrainingData images,
      RunListener listener) {
    int done = start.epochs().size();
    if (!new EarlyStopping(settings.metric(), settings.patience(), start.epochs())
        .shouldContinue()) {
      return; // the trainer will say so
    }
    long stepsPerEpoch = images.stepsPerEpoch(settings);
    if (start.plannedSteps() == start.state().step()) {
      listener.note("All %d epochs are done; there is nothing left to learn.".formatted(done));
      return;
    }
    listener.note("Going on after epoch %d.".formatted(done));
    if (start.plannedSteps() != from.plannedSteps() && settings.schedule() != Schedule.CONSTANT) {
      listener.note(
          "The learning rate's schedule (%s) is now one for %d epochs, not %d: from here on it is as if it had been so from the beginning."
              .formatted(
                  settings.schedule(),
                  (start.plannedSteps() - 1) / stepsPerEpoch + 1,
                  (from.plannedSteps() - 1) / stepsPerEpoch + 1));
    }
  }

  private ValidationPass validate(Model model, TrainingData images, RunControl control) {
    try (Classifier classifier = classifiers.open(model)) {
      return Objects.requireNonNull(
          ValidationPass.run(classifier, model.network(), images, control));
    }
  }

  private void write(
      TrainingData images, Map<Integer, Prediction> answers, String idName, Path file) {
    IndexedDataSet source = images.validationSource();
    Map<Integer, Unreadable> unreadable = images.validation().unreadable();
    try (PredictionsPort.Writer writer =
        predictions.open(new PredictionsPort.Format(file, idName, 1, true))) {
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
