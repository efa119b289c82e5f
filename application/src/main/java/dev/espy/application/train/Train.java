package dev.espy.application.train;

import dev.espy.application.RunListener;
import dev.espy.domain.Prediction;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Sample;
import dev.espy.domain.Unreadable;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Provenance;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.Learner;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.ModelStore;
import dev.espy.domain.port.PredictionsPort;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Makes a model of labelled images and leaves it in a run folder. */
public final class Train {

  /** The name of the file of the validation images' predictions in a run folder. */
  public static final String VALIDATION_PREDICTIONS = "validation_predictions.csv";

  private final LearnerPort engine;
  private final ModelStore models;
  private final PredictionsPort predictions;
  private final Clock clock;

  /**
   * @param engine what learns
   * @param models where the model goes
   * @param predictions where the validation images' predictions go
   * @param clock what the time is taken from that the model says it was made
   */
  public Train(LearnerPort engine, ModelStore models, PredictionsPort predictions, Clock clock) {
    this.engine = engine;
    this.models = models;
    this.predictions = predictions;
    this.clock = clock;
  }

  /**
   * Trains. After each epoch that is the best so far, the model file is replaced, so that whatever
   * happens there is a usable model.
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
    TrainingData images =
        TrainingData.read(data, validationData, settings, folder, listener, cancelled);
    NetworkSpec spec =
        new NetworkSpec(
            Preprocessing.scaled(images.training().shape()),
            images.labels().size(),
            settings.architecture(),
            settings.optimizer(),
            settings.seed());
    Path file = folder.resolve(ModelStore.FILE_NAME);
    Model[] kept = new Model[1];
    try (Learner learner = engine.open(spec, NetworkState.initial(spec))) {
      EpochLoop.Keeper keeper =
          (network, epoch, evaluation) -> {
            kept[0] =
                new Model(
                    images.labels(),
                    spec.preprocessing(),
                    spec.architecture(),
                    network.state().tensors(),
                    provenance(data, images, epoch, evaluation, described));
            models.save(kept[0], file);
          };
      EpochLoop loop = new EpochLoop(learner, images, settings, listener, cancelled);
      loop.run(keeper);
      if (!loop.learned()) {
        throw new CancellationException("stopped before anything was learned");
      }
      if (loop.epochs().isEmpty()) {
        listener.note("Stopped in the first epoch: the model is what was learned until then.");
        keeper.keep(learner, 0, null);
      }
      ValidationPass best = loop.best();
      if (best != null) {
        write(images, best.predictions(), data.idName(), folder.resolve(VALIDATION_PREDICTIONS));
        listener.evaluated(best.evaluation());
      }
      return new TrainResult(
          kept[0],
          file,
          loop.epochs(),
          best == null ? null : best.evaluation(),
          images.unreadable(),
          !cancelled.getAsBoolean());
    }
  }

  private Provenance provenance(
      DataSet data,
      TrainingData images,
      int epoch,
      @Nullable Evaluation evaluation,
      Map<String, String> settings) {
    return new Provenance(
        clock.instant().truncatedTo(ChronoUnit.SECONDS),
        program(),
        engine.engine(),
        "%s %s, Java %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version")),
        data.name(),
        images.training().size(),
        images.validation().size(),
        epoch,
        evaluation == null ? null : evaluation.accuracy(),
        settings);
  }

  private static String program() {
    String version = Train.class.getPackage().getImplementationVersion();
    return version == null ? "Espy" : "Espy " + version;
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
