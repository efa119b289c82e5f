package dev.espy.adapters.cli.output;

import dev.espy.application.RunListener;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.Unreadable;
import dev.espy.domain.port.Learner;
import dev.espy.domain.training.Epoch;
import dev.espy.domain.training.Trial;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows progress: on a terminal one line, redrawn with rate and time left; elsewhere a line for
 * each phase and epoch, or for each trial of a search.
 */
public final class Progress implements RunListener {

  private static final long REDRAW_NANOS = 200_000_000;
  private static final int BAR = 24;

  private final Console console;
  private int epochs;
  private final LongSupplier nanoTime;
  private int epoch = 1;
  private Phase phase = Phase.READING;
  private long total;
  private long done;
  private long started;
  private long drawn;
  private double loss = Double.NaN;
  private long startedFold;
  private String trial = "";

  /**
   * @param console the destination
   * @param epochs the planned number of epochs; 0 if it is unknown or there are none
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public Progress(Console console, int epochs, LongSupplier nanoTime) {
    this.console = console;
    this.epochs = epochs;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void phaseStarted(Phase started, long images) {
    this.phase = started;
    this.total = images;
    this.done = 0;
    this.started = nanoTime.getAsLong();
    this.drawn = this.started;
  }

  @Override
  public synchronized void imageRead(DecodeResult reading, long nanos) {
    boolean classifiedWhenRead =
        phase == Phase.PREDICTING
            || phase == Phase.VALIDATING
            || phase == Phase.CHECKING
            || phase == Phase.EXPLAINING;
    if (phase == Phase.READING || (classifiedWhenRead && reading instanceof Unreadable)) {
      advance(1);
    }
  }

  @Override
  public synchronized void imageWritten() {
    advance(1);
  }

  @Override
  public synchronized void batchFitted(int images, Learner.Step step, long nanos) {
    loss = Double.isNaN(loss) ? step.loss() : 0.95 * loss + 0.05 * step.loss();
    advance(images);
  }

  @Override
  public synchronized void batchClassified(int images, long nanos) {
    // An explained image is classified hundreds of times.
    advance(phase == Phase.EXPLAINING ? 0 : images);
  }

  @Override
  public synchronized void phaseFinished(Phase finished) {
    erase();
    boolean inEpoch = epochs > 0 && finished != Phase.READING;
    if (!inEpoch) {
      double seconds = seconds();
      print(
          "%s: %s in %s (%,.0f images/s)"
              .formatted(
                  name(),
                  TextFormat.count(done, "image"),
                  TextFormat.duration(seconds),
                  done / Math.max(seconds, 1e-3)));
    }
  }

  @Override
  public synchronized void epochsPlanned(int planned) {
    epochs = planned;
  }

  @Override
  public synchronized void epochFinished(Epoch finished) {
    erase();
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
    erase();
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
    erase();
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
    erase();
    if (trial.isEmpty()) {
      print(message);
    }
  }

  private void advance(int images) {
    done += images;
    long now = nanoTime.getAsLong();
    if (console.terminal() && now - drawn > REDRAW_NANOS) {
      drawn = now;
      draw();
    }
  }

  private void draw() {
    double seconds = Math.max(seconds(), 1e-3);
    double rate = done / seconds;
    int filled = total == 0 ? 0 : (int) Math.min(BAR, BAR * done / total);
    String line =
        String.format(
            Locale.ROOT,
            "%s [%s%s] %,d/%,d  %,.0f images/s  ETA %s",
            name(),
            "#".repeat(filled),
            ".".repeat(BAR - filled),
            done,
            total,
            rate,
            TextFormat.duration(Math.max(0, total - done) / Math.max(rate, 1e-3)));
    if (phase == Phase.TRAINING && !Double.isNaN(loss)) {
      line += String.format(Locale.ROOT, "  loss %.4f", loss);
    }
    console.drawLine(line);
  }

  private void erase() {
    if (console.terminal()) {
      console.eraseLine();
    }
  }

  private void print(String line) {
    console.err().printf("%s%n", line);
    console.err().flush();
  }

  private String name() {
    String name = phase.name().toLowerCase(Locale.ROOT);
    boolean inEpoch = epochs > 0 && phase != Phase.READING;
    String place = trial.isEmpty() ? "" : trial + " ";
    return inEpoch
        ? "%sepoch %d/%d %s".formatted(place, Math.min(epoch, epochs), epochs, name)
        : name;
  }

  private double seconds() {
    return (nanoTime.getAsLong() - started) / 1e9;
  }
}
