package dev.espy.application.train;

import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.classify.LearnedImages;
import dev.espy.application.storage.FolderContents;
import dev.espy.application.storage.OwnedFolder;
import dev.espy.application.train.data.DataDigest;
import dev.espy.application.train.data.Folds;
import dev.espy.application.train.data.TrainingData;
import dev.espy.application.train.loop.EarlyStopping;
import dev.espy.application.train.loop.TrainingState;
import dev.espy.domain.StorageException;
import dev.espy.domain.confidence.Calibration;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.CheckpointStorePort;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.port.PredictionsPort;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.recipe.RecipeCodec;
import dev.espy.domain.recipe.Schedule;
import dev.espy.domain.report.Report.Step;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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
   * survives any interruption. At the end the model file is read and validated again, and gets a
   * temperature ({@link dev.espy.domain.confidence.Calibration}); the returned evaluation and the
   * saved predictions are those of that file.
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
    Recipe recipe = FoldTrainings.ordinary(request.recipe(), request.folds());
    Path checkpointFile = folder.resolve(CheckpointStorePort.FILE_NAME);
    if (!request.resumes()) {
      stores.checkpoints().remove(checkpointFile);
    }
    CheckpointFile checkpoint = new CheckpointFile(stores.checkpoints(), checkpointFile, recipe);
    Optional<Checkpoint> found = checkpoint.load();
    Path file = folder.resolve(ModelStorePort.FILE_NAME);
    if (found.isEmpty()) {
      FoldTrainings.remove(folder, 1, stores.checkpoints());
    } else {
      // If the model is missing, fail now and not after the last epoch.
      var unused = stores.models().load(file);
    }
    long begun = control.now();
    long started = begun - (long) (found.map(Checkpoint::seconds).orElse(0.0) * 1e9);
    TrainingData images =
        TrainingData.read(request.data(), request.validationData(), recipe, folder, control);
    TrainingReport report = new TrainingReport(request, images, begun, control);
    Folds folds = request.folds() == 0 ? null : Folds.of(images, request.folds(), recipe.seed());
    LearnedImages learned = new LearnedImages();
    String digest = DataDigest.of(images, learned::add);
    TrainingState initial = TrainingState.initial(recipe, images);
    TrainingState start =
        found
            .map(
                from -> checkpoint.state(from, digest, images.spec(recipe), initial.plannedSteps()))
            .orElse(initial);
    found.ifPresent(from -> tell(from, start, recipe, images, control.listener()));
    if (folds != null) {
      FoldTrainings.tellTimeLimits(request.recipe(), folds.count(), control.listener());
    }
    CheckpointedTraining training =
        new CheckpointedTraining(
            engine,
            classifiers,
            stores,
            clock,
            request.data().name(),
            provenance(request, recipe, images, digest, learned));
    List<Epoch> epochs =
        training.run(
            recipe,
            images,
            start,
            started,
            new CheckpointedTraining.Saving(stores.models(), file, checkpoint, digest),
            control);
    report.took(Step.TRAINING, epochs.stream().mapToDouble(Epoch::seconds).sum());
    Model model = stores.models().load(file);
    if (epochs.isEmpty()) {
      return new TrainResult(
          model,
          file,
          epochs,
          null,
          null,
          images.unreadable(),
          false,
          report.write(stores.reports(), model, epochs, null));
    }
    LabelReview review = new LabelReview(images);
    Evaluation evaluation = null;
    TrainResult.Suspects suspects = null;
    if (images.validation().size() == 0) {
      control
          .listener()
          .warn("Confidences are not calibrated, since there is no image to validate on.");
    } else {
      long validationStarted = control.now();
      FinalValidation.Result result =
          validate(
              model.with(null),
              images,
              request,
              (image, probabilities, row) -> {
                review.answered(image, probabilities, row);
                report.answered(image, probabilities, row);
              },
              control);
      report.took(Step.VALIDATING, (control.now() - validationStarted) / 1e9);
      evaluation = result.evaluation();
      model = calibrated(model, result.calibration(), file);
      control.listener().evaluated(evaluation);
      report.suspected(review);
      // A complete list of an earlier part of this run stays until the folds are done again.
      suspects = folds != null && found.isPresent() ? null : save(review, request);
      report.illustrate(evaluation, classifiers, model, epochs);
    }
    StorageException reportFailure = report.write(stores.reports(), model, epochs, evaluation);
    if (folds != null && !control.stopped()) {
      tell(folds, images, control.listener());
      long foldsStarted = control.now();
      boolean complete =
          new FoldTrainings(training, folds, request.recipe(), model.calibration(), folder, digest)
              .run(review, control);
      report.took(Step.FOLDS, (control.now() - foldsStarted) / 1e9);
      if (complete) {
        suspects = save(review, request);
        report.suspected(review);
      }
      reportFailure = report.write(stores.reports(), model, epochs, evaluation);
    }
    return new TrainResult(
        model,
        file,
        epochs,
        evaluation,
        suspects,
        images.unreadable(),
        !control.stopped(),
        reportFailure);
  }

  /** Validates, also when cancelled: it takes little time and makes the result usable. */
  private FinalValidation.Result validate(
      Model model,
      TrainingData images,
      TrainRequest request,
      FinalValidation.AnswerSink sink,
      RunControl control) {
    Path file = request.folder().resolve(VALIDATION_PREDICTIONS);
    try (Classifier classifier = classifiers.open(model);
        PredictionsPort.Writer writer =
            stores
                .predictions()
                .open(new PredictionsPort.Format(file, request.data().idName(), 1, true))) {
      ValidationPredictions predictions = new ValidationPredictions(images, writer);
      FinalValidation.Result result =
          new FinalValidation(model, images, control.uncancelled())
              .run(
                  classifier,
                  (image, probabilities, row) -> {
                    predictions.answered(image, probabilities, row);
                    sink.answered(image, probabilities, row);
                  });
      predictions.finish();
      return result;
    }
  }

  /** Puts a calibration into the model file, unless it is there already; returns the model. */
  private Model calibrated(Model model, @Nullable Calibration calibration, Path file) {
    if (Objects.equals(calibration, model.calibration())) {
      return model;
    }
    Model calibrated = model.with(calibration);
    stores.models().save(calibrated, file);
    return calibrated;
  }

  /** Saves the suspected labels, and returns their number. */
  private TrainResult.Suspects save(LabelReview review, TrainRequest request) {
    AtomicInteger count = new AtomicInteger();
    stores
        .reviews()
        .saveSuspects(
            review.suspects(request.verdicts()).peek(suspect -> count.incrementAndGet()),
            request.folder().resolve(FolderContents.SUSPECTS));
    return new TrainResult.Suspects(count.get(), review.judged());
  }

  private static void tell(Folds folds, TrainingData images, RunListener listener) {
    int left = images.training().size() - folds.judged();
    listener.note(
        "%d more trainings judge the labels of %,d images to learn from%s."
            .formatted(
                folds.count(),
                folds.judged(),
                left == 0
                    ? ""
                    : ", but not of %,d whose label has no other image".formatted(left)));
  }

  /** Returns the settings and facts of a training for its models' provenance, by name. */
  private Map<String, String> provenance(
      TrainRequest request,
      Recipe recipe,
      TrainingData images,
      String digest,
      LearnedImages learned) {
    Recipe used = recipe.resolved().toBuilder().input(images.training().shape()).build();
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
}
