package dev.espy.adapters.cli.progress;

import dev.espy.adapters.cli.output.Console;
import dev.espy.adapters.cli.output.TextFormat;
import dev.espy.application.RunListener;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.port.Learner;
import dev.espy.domain.training.Epoch;
import dev.espy.domain.training.Trial;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows progress: a line for each phase and epoch, or for each trial of a search; on a terminal
 * also a line of the present phase, redrawn with rate and time left. A quiet one prints only
 * warnings.
 */
public final class Progress implements RunListener, AutoCloseable {

  private final Console console;
  private final boolean quiet;
  private int epochs;
  private final LongSupplier nanoTime;
  private final PhaseCount count = new PhaseCount();
  private @Nullable LiveLine line;
  private int epoch = 1;
  private long started;
  private double loss = Double.NaN;
  private long startedFold;
  private String trial = "";

  /**
   * @param console the destination
   * @param quiet true to print only warnings
   * @param epochs the planned number of epochs; 0 if it is unknown or there are none
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public Progress(Console console, boolean quiet, int epochs, LongSupplier nanoTime) {
    this.console = console;
    this.quiet = quiet;
    this.epochs = epochs;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void phaseStarted(Phase phase, long images) {
    close(); // A phase that was cancelled has no end.
    count.phaseStarted(phase, images);
    started = nanoTime.getAsLong();
    if (console.terminal() && !quiet) {
      line = new LiveLine(name(phase), images, console, nanoTime);
    }
  }

  @Override
  public synchronized void imageRead(DecodeResult result, long nanos) {
    long before = count.done();
    count.imageRead(result, nanos);
    advance(count.done() - before);
  }

  @Override
  public synchronized void imageWritten() {
    count.imageWritten();
    advance(1);
  }

  @Override
  public synchronized void imageAdvanced(double share) {
    if (line != null) {
      line.advanceWithin(share);
    }
  }

  @Override
  public synchronized void batchFitted(int images, Learner.Step step, long nanos) {
    count.batchFitted(images, step, nanos);
    loss = Double.isNaN(loss) ? step.loss() : 0.95 * loss + 0.05 * step.loss();
    if (line != null) {
      line.loss(loss);
    }
    advance(images);
  }

  @Override
  public synchronized void batchClassified(int images, long nanos) {
    long before = count.done();
    count.batchClassified(images, nanos);
    advance(count.done() - before);
  }

  @Override
  public synchronized void phaseFinished(Phase phase) {
    close();
    count.phaseFinished(phase);
    if (!isInEpoch(phase)) {
      double seconds = (nanoTime.getAsLong() - started) / 1e9;
      print(
          "%s: %s in %s (%s)"
              .formatted(
                  name(phase),
                  TextFormat.count(count.done(), "image"),
                  TextFormat.duration(seconds),
                  TextFormat.speed(count.done() / Math.max(seconds, 1e-3))));
    }
  }

  @Override
  public synchronized void epochsDone(int done) {
    epoch = done + 1;
  }

  @Override
  public synchronized void epochsPlanned(int planned) {
    epochs = planned;
  }

  @Override
  public synchronized void epochFinished(Epoch finished) {
    epoch = finished.number() + 1;
    loss = Double.NaN;
    if (!trial.isEmpty()) {
      return; // Searches and folds have too many epochs to print.
    }
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "epoch %d/%d  loss %.4f  accuracy %.4f",
            finished.number(),
            epochs,
            finished.trainLoss(),
            finished.trainAccuracy()));
    finished
        .validated()
        .ifPresent(
            validation ->
                line.append(
                    String.format(
                        Locale.ROOT,
                        "  validation loss %.4f  accuracy %.4f",
                        validation.loss(),
                        validation.accuracy())));
    line.append("  ").append(TextFormat.duration(finished.seconds()));
    if (finished.best()) {
      line.append("  best so far").append(finished.averaged() ? " (averaged weights)" : "");
    }
    print(line.toString());
  }

  @Override
  public synchronized void foldStarted(int fold, int folds) {
    trial = "fold " + fold + "/" + folds;
    epoch = 1;
    loss = Double.NaN;
    startedFold = nanoTime.getAsLong();
  }

  @Override
  public synchronized void foldFinished() {
    print(
        "%s  %s".formatted(trial, TextFormat.duration((nanoTime.getAsLong() - startedFold) / 1e9)));
    trial = "";
  }

  @Override
  public synchronized void trialStarted(int training, int planned, int inEpochs) {
    trial = "trial " + training + (planned == 0 ? "" : "/" + planned);
    epoch = 1;
    loss = Double.NaN;
  }

  @Override
  public synchronized void trialFinished(Trial finished, boolean best) {
    String outcome =
        finished
            .scored()
            .map(
                scores ->
                    String.format(
                        Locale.ROOT, "accuracy %.4f  loss %.4f", scores.accuracy(), scores.loss()))
            .orElse("learning failed");
    print(
        "%s  %s  %s  %s  %s%s"
            .formatted(
                trial,
                TextFormat.count(finished.epochs(), "epoch"),
                TextFormat.settings(finished.settings()),
                outcome,
                TextFormat.duration(finished.seconds()),
                best ? "  best so far" : ""));
    trial = "";
  }

  @Override
  public synchronized void note(String message) {
    if (trial.isEmpty()) {
      print(message);
    }
  }

  @Override
  public synchronized void warn(String message) {
    if (trial.isEmpty()) {
      console.err().printf("%s%n", message);
    }
  }

  /** Erases the line of a phase that has no end, because it was cancelled or failed. */
  @Override
  public synchronized void close() {
    if (line != null) {
      line.close();
      line = null;
    }
  }

  private void advance(long images) {
    if (line != null && images > 0) {
      line.advance(images);
    }
  }

  private void print(String text) {
    if (!quiet) {
      console.err().printf("%s%n", text);
    }
  }

  private boolean isInEpoch(Phase phase) {
    return epochs > 0 && phase != Phase.READING;
  }

  private String name(Phase phase) {
    String name = phase.name().toLowerCase(Locale.ROOT);
    String place = trial.isEmpty() ? "" : trial + " ";
    return isInEpoch(phase)
        ? "%sepoch %d/%d %s".formatted(place, Math.min(epoch, epochs), epochs, name)
        : name;
  }
}
