package dev.espy.adapters.cli.output;

import dev.espy.application.RunListener;
import dev.espy.application.storage.AtomicFile;
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
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Counts and times of one run. */
public final class Metrics implements RunListener, AutoCloseable {

  private final @Nullable Path file;
  private final MeterRegistry registry;
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
  private final Counter epochs;
  private volatile double trainingLoss = Double.NaN;
  private volatile double trainingAccuracy = Double.NaN;
  private volatile double validationLoss = Double.NaN;
  private volatile double validationAccuracy = Double.NaN;
  private boolean inFold;

  /**
   * @param file the file that is written at the end, or null
   */
  public Metrics(@Nullable Path file) {
    this.file = file;
    // The Prometheus registry is slow to start.
    registry =
        file == null
            ? new SimpleMeterRegistry()
            : new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    read = images("read");
    unreadable = images("unreadable");
    written = images("written");
    fitted = images("fitted");
    classified = images("classified");
    batchesFitted = batches("fitted");
    batchesClassified = batches("classified");
    decoding =
        Timer.builder("espy.decoding")
            .description("reading, decoding and resizing, one image at a time, on all threads")
            .register(registry);
    fitting = engine("fit");
    classifying = engine("classify");
    epochs = Counter.builder("espy.epochs").description("complete epochs").register(registry);
    loss("training", metrics -> metrics.trainingLoss);
    loss("validation", metrics -> metrics.validationLoss);
    accuracy("training", metrics -> metrics.trainingAccuracy);
    accuracy("validation", metrics -> metrics.validationAccuracy);
  }

  private void loss(String data, ToDoubleFunction<Metrics> value) {
    Gauge.builder("espy.loss", this, value)
        .description("mean cross-entropy: of the last batch learned, of the last validation")
        .tag("data", data)
        .register(registry);
  }

  private void accuracy(String data, ToDoubleFunction<Metrics> value) {
    Gauge.builder("espy.accuracy", this, value)
        .description("share of correct answers: in the last epoch, in the last validation")
        .tag("data", data)
        .register(registry);
  }

  private Counter images(String what) {
    return Counter.builder("espy.images")
        .description("images by what was done with them")
        .tag("what", what)
        .register(registry);
  }

  private Counter batches(String what) {
    return Counter.builder("espy.batches")
        .description("batches by what the engine did with them")
        .tag("what", what)
        .register(registry);
  }

  private Timer engine(String work) {
    return Timer.builder("espy.engine")
        .description("time in the engine, one batch at a time")
        .tag("work", work)
        .register(registry);
  }

  @Override
  public void imageRead(DecodeResult reading, long nanos) {
    (reading instanceof Image ? read : unreadable).increment();
    decoding.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void batchFitted(int images, Learner.Step step, long nanos) {
    fitted.increment(images);
    batchesFitted.increment();
    fitting.record(nanos, TimeUnit.NANOSECONDS);
    if (!inFold) {
      trainingLoss = step.loss();
    }
  }

  @Override
  public void batchClassified(int images, long nanos) {
    classified.increment(images);
    batchesClassified.increment();
    classifying.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void imageWritten() {
    written.increment();
  }

  @Override
  public void foldStarted(int fold, int folds) {
    inFold = true;
  }

  @Override
  public void foldFinished() {
    inFold = false;
  }

  @Override
  public void epochFinished(Epoch epoch) {
    epochs.increment();
    if (inFold) {
      return; // The scores are those of the run's model.
    }
    trainingAccuracy = epoch.trainAccuracy();
    epoch.validated().ifPresent(this::scored);
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
              "; %,d %s in %.1f s in the engine (%,.0f images/s)",
              (long) images.count(),
              what,
              seconds,
              images.count() / seconds));
    }
  }

  /**
   * Writes all counts and times in Prometheus' text format, if there is a file.
   *
   * @throws dev.espy.domain.StorageException if the file cannot be written
   */
  @Override
  public void close() {
    if (file != null && registry instanceof PrometheusMeterRegistry prometheus) {
      AtomicFile.write(file, prometheus.scrape());
    }
  }
}
