package dev.espy.application.train;

import dev.espy.application.RunListener;
import dev.espy.domain.Prediction;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Sample;
import dev.espy.domain.Unreadable;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.Learner;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.ModelStore;
import dev.espy.domain.port.PredictionsPort;
import dev.espy.domain.training.Epoch;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes a model of labelled images and leaves it in a run folder. */
public final class Train {

  /** The name of the file of the validation images' predictions in a run folder. */
  public static final String VALIDATION_PREDICTIONS = "validation_predictions.csv";

  private final LearnerPort engine;
  private final ClassifierPort classifiers;
  private final ModelStore models;
  private final PredictionsPort predictions;
  private final Clock clock;
  private final LongSupplier nanoTime;

  /**
   * @param engine what learns
   * @param classifiers what classifies with averaged weights, and with the model in the end
   * @param models where the model goes
   * @param predictions where the validation images' predictions go
   * @param clock what the time is taken from that the model says it was made
   */
  public Train(
      LearnerPort engine,
      ClassifierPort classifiers,
      ModelStore models,
      PredictionsPort predictions,
      Clock clock) {
    this(engine, classifiers, models, predictions, clock, System::nanoTime);
  }

  /**
   * @param nanoTime what durations are taken from, such as {@link System#nanoTime}
   */
  Train(
      LearnerPort engine,
      ClassifierPort classifiers,
      ModelStore models,
      PredictionsPort predictions,
      Clock clock,
      LongSupplier nanoTime) {
    this.engine = engine;
    this.classifiers = classifiers;
    this.models = models;
    this.predictions = predictions;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * Trains. After each epoch that is the best so far, the model file is replaced, so that whatever
   * happens there is a usable model. In the end that file is read again and validated: the figures
   * and predictions are those of what is left.
   *
   * @param data what to learn from
   * @param validationData what to validate on, or null to set a part of the data apart
   * @param settings how
   * @param described the settings by name, for the model's provenance
   * @param folder the run folder; made if it does not exist
   * @param listener is told of progress, epochs and figures
   * @param cancelled asked after each batch; where it says so, the best epoch so far is the result
   * @return what came of it
   * @throws CancellationException if it was cancelled before anything was learned
   * @throws dev.espy.domain.EspyException if the data cannot be learned from, the architecture does
   *     not fit, the engine cannot run, learning fails, or something cannot be written
   */
  public TrainResult run(
      DataSet data,
      @Nullable DataSet validationData,
      TrainSettings settings,
      Map<String, String> described,
      Path folder,
      RunListener listener,
      BooleanSupplier cancelled) {
    Watch watch = new Watch(listener, cancelled, nanoTime);
    long started = watch.now();
    TrainingData images =
        TrainingData.read(data, validationData, settings, folder, listener, cancelled);
    NetworkSpec spec =
        new NetworkSpec(
            Preprocessing.scaled(images.training().shape()),
            images.labels().size(),
            settings.architecture(),
            settings.optimizer(),
            settings.seed());
    Progress start = Progress.none(NetworkState.initial(spec), settings, images.training().size());
    ModelMaker maker = new ModelMaker(images, data.name(), spec, engine.engine(), described, clock);
    Path file = folder.resolve(ModelStore.FILE_NAME);
    List<Epoch> epochs = learn(settings, images, maker, start, file, watch, started);
    Model model = models.load(file);
    ValidationPass pass = null;
    if (!epochs.isEmpty() && images.validation().size() > 0) {
      // Even when it is cancelled: it takes little time, and what was done shall be of use.
      pass = validate(model, images, new Watch(listener, () -> false, nanoTime));
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

  private List<Epoch> learn(
      TrainSettings settings,
      TrainingData images,
      ModelMaker maker,
      Progress start,
      Path file,
      Watch watch,
      long started) {
    Contest contest = new Contest(images, classifiers, maker, settings.metric(), watch);
    TimePlan time = timePlan(settings, images, watch, started);
    try (Learner learner = engine.open(maker.spec(), start.state())) {
      EpochLoop loop = new EpochLoop(learner, contest, images, maker, settings, time, watch, start);
      loop.run(
          new EpochLoop.Keeper() {
            @Override
            public void better(Model model) {
              models.save(model, file);
            }

            @Override
            public void completed(Progress progress) {}
          });
      if (loop.epochs().isEmpty()) {
        if (!loop.learned()) {
          throw new CancellationException("stopped before anything was learned");
        }
        watch
            .listener()
            .note("Stopped in the first epoch: the model is what was learned until then.");
        models.save(maker.model(learner.state().tensors(), 0, null, Map.of()), file);
      }
      return loop.epochs();
    }
  }

  private static TimePlan timePlan(
      TrainSettings settings, TrainingData images, Watch watch, long started) {
    int passes = settings.averaging() == 0 ? 1 : 2;
    return new TimePlan(
        settings.timeLimit(),
        started,
        Progress.stepsAnEpoch(images.training().size(), settings.batchSize()),
        (double) passes * images.validation().size() / settings.batchSize(),
        watch);
  }

  private ValidationPass validate(Model model, TrainingData images, Watch watch) {
    try (Classifier classifier = classifiers.open(model)) {
      return Objects.requireNonNull(ValidationPass.run(classifier, images, watch));
    }
  }

  private void write(
      TrainingData images, Map<Integer, Prediction> answers, String idName, Path file) {
    List<Sample> samples = images.validationSource().samples();
    Map<Integer, Unreadable> unreadable = images.validation().unreadable();
    try (PredictionsPort.Writer writer =
        predictions.open(new PredictionsPort.Format(file, idName, 1, true))) {
      for (int sample : images.validationSamples()) {
        Prediction answer = answers.get(sample);
        Unreadable bad = unreadable.get(sample);
        if (answer != null) {
          writer.write(samples.get(sample), answer);
        } else if (bad != null) {
          writer.write(samples.get(sample), bad);
        }
      }
      writer.finish();
    }
  }
}
