package dev.espy.adapters.cli.metrics;

import dev.espy.adapters.cli.output.TextFormat;
import dev.espy.adapters.cli.progress.PhaseCount;
import dev.espy.application.RunListener;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.port.Learner;
import dev.espy.domain.training.Epoch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Counts and times of one run. */
public final class Metrics implements RunListener {

  private final MeterRegistry registry;
  private final PhaseCount phase = new PhaseCount();
  private final Counter read;
  private final Counter unreadable;
  private final Counter written;
  private final Counter fitted;
  private final Counter classified;
  private final Counter batchesFitted;
  private final Counter batchesClassified;
  private final Timer decoding;
  private final Timer fitting;
  private final Timer classifying;
  private final Counter engineWaiting;
  private final Counter readersWaiting;
  private final Counter epochs;
  private volatile double trainingLoss = Double.NaN;
  private volatile double trainingAccuracy = Double.NaN;
  private volatile double validationLoss = Double.NaN;
  private volatile double validationAccuracy = Double.NaN;
  private volatile double learningRate = Double.NaN;
  private volatile int ready;
  private volatile int epoch;
  private volatile int epochsPlanned;
  private boolean inFold;

  /**
   * @param registry the registry of all meters
   */
  public Metrics(MeterRegistry registry) {
    this.registry = registry;
    read = images("read");
    unreadable = images("unreadable");
    written = images("written");
    fitted = images("fitted");
    classified = images("classified");
    batchesFitted = batches("fitted");
    batchesClassified = batches("classified");
    decoding =
        Timer.builder("espy.decoding")
            .description("Time to read, decode and resize an image, on all threads together.")
            .register(registry);
    fitting = engine("fit");
    classifying = engine("classify");
    engineWaiting = waiting("engine");
    readersWaiting = waiting("readers");
    epochs =
        Counter.builder("espy.epochs")
            .description("Complete epochs, those of folds and trials included.")
            .register(registry);
    gauge("espy.epoch", "Number of complete epochs of the present training.", m -> m.epoch);
    gauge(
        "espy.epochs.planned",
        "Planned number of epochs of the present training.",
        m -> m.epochsPlanned);
    gauge(
        "espy.learning.rate",
        "Learning rate of the last batch of the last complete epoch.",
        m -> m.learningRate);
    gauge(
        "espy.queue.ready",
        "Batches, or parts of the images to read, that are ready and wait for the engine.",
        m -> m.ready);
    gauge("espy.phase.images", "Images of the present phase.", m -> m.phase.total());
    gauge(
        "espy.phase.images.done",
        "Images of the present phase that are done.",
        m -> m.phase.done());
    for (Phase each : Phase.values()) {
      Gauge.builder("espy.phase", this, metrics -> metrics.phase.phase() == each ? 1 : 0)
          .description("1 for the present phase, 0 for all others.")
          .tag("phase", each.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    loss("training", metrics -> metrics.trainingLoss);
    loss("validation", metrics -> metrics.validationLoss);
    accuracy("training", metrics -> metrics.trainingAccuracy);
    accuracy("validation", metrics -> metrics.validationAccuracy);
  }

  private void gauge(String name, String description, ToDoubleFunction<Metrics> value) {
    Gauge.builder(name, this, value).description(description).register(registry);
  }

  private void loss(String data, ToDoubleFunction<Metrics> value) {
    Gauge.builder("espy.loss", this, value)
        .description(
            "Mean cross-entropy in nats: of the last batch learned, of the last validation.")
        .tag("data", data)
        .register(registry);
  }

  private void accuracy(String data, ToDoubleFunction<Metrics> value) {
    Gauge.builder("espy.accuracy", this, value)
        .description("Share of correct answers: in the last epoch, in the last validation.")
        .tag("data", data)
        .register(registry);
  }

  private Counter images(String what) {
    return Counter.builder("espy.images")
        .description("Images by what was done with them.")
        .tag("what", what)
        .register(registry);
  }

  private Counter batches(String what) {
    return Counter.builder("espy.batches")
        .description("Batches by what the engine did with them.")
        .tag("what", what)
        .register(registry);
  }

  private Timer engine(String work) {
    return Timer.builder("espy.engine")
        .description("Time in the engine, one batch at a time.")
        .tag("work", work)
        .register(registry);
  }

  private Counter waiting(String who) {
    return Counter.builder("espy.waiting")
        .description(
            "Time that the engine waited for images, and that all reading threads together waited"
                + " for the engine to take some.")
        .baseUnit("seconds")
        .tag("who", who)
        .register(registry);
  }

  @Override
  public void phaseStarted(Phase started, long images) {
    phase.phaseStarted(started, images);
  }

  @Override
  public void phaseFinished(Phase finished) {
    phase.phaseFinished(finished);
    ready = 0;
  }

  @Override
  public void waited(Waiter waiter, long nanos) {
    (waiter == Waiter.ENGINE ? engineWaiting : readersWaiting).increment(nanos / 1e9);
  }

  @Override
  public void queued(int results) {
    ready = results;
  }

  @Override
  public void imageRead(DecodeResult reading, long nanos) {
    (reading instanceof Image ? read : unreadable).increment();
    decoding.record(nanos, TimeUnit.NANOSECONDS);
    phase.imageRead(reading, nanos);
  }

  @Override
  public void batchFitted(int images, Learner.Step step, long nanos) {
    fitted.increment(images);
    batchesFitted.increment();
    fitting.record(nanos, TimeUnit.NANOSECONDS);
    phase.batchFitted(images, step, nanos);
    if (!inFold) {
      trainingLoss = step.loss();
    }
  }

  @Override
  public void batchClassified(int images, long nanos) {
    classified.increment(images);
    batchesClassified.increment();
    classifying.record(nanos, TimeUnit.NANOSECONDS);
    phase.batchClassified(images, nanos);
  }

  @Override
  public void imageWritten() {
    written.increment();
    phase.imageWritten();
  }

  @Override
  public void epochsDone(int done) {
    epoch = done;
  }

  @Override
  public void epochsPlanned(int planned) {
    epochsPlanned = planned;
  }

  @Override
  public void foldStarted(int fold, int folds) {
    inFold = true;
    epoch = 0;
  }

  @Override
  public void foldFinished() {
    inFold = false;
  }

  @Override
  public void trialStarted(int training, int planned, int inEpochs) {
    epoch = 0;
    epochsPlanned = inEpochs;
  }

  @Override
  public void epochFinished(Epoch finished) {
    epochs.increment();
    epoch = finished.number();
    if (inFold) {
      return; // The scores are those of the run's model.
    }
    trainingAccuracy = finished.trainAccuracy();
    learningRate = finished.learningRate();
    finished.validated().ifPresent(this::scored);
  }

  @Override
  public void evaluated(Evaluation evaluation) {
    scored(evaluation.scores());
  }

  private void scored(Scores evaluation) {
    validationLoss = evaluation.loss();
    validationAccuracy = evaluation.accuracy();
  }

  /** Returns counts and times in one line. */
  public String summary() {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%s read in %.1f s of decoding",
            TextFormat.count((long) read.count(), "image"),
            decoding.totalTime(TimeUnit.SECONDS)));
    if (unreadable.count() > 0) {
      line.append(String.format(Locale.ROOT, ", %,d unreadable", (long) unreadable.count()));
    }
    append(line, "learned", fitted, fitting);
    append(line, "classified", classified, classifying);
    return line.toString();
  }

  private static void append(StringBuilder line, String what, Counter images, Timer timer) {
    if (images.count() > 0) {
      double seconds = timer.totalTime(TimeUnit.SECONDS);
      line.append(
          String.format(
              Locale.ROOT,
              "; %,d %s in %.1f s in the engine (%s)",
              (long) images.count(),
              what,
              seconds,
              TextFormat.speed(images.count() / seconds)));
    }
  }
}
