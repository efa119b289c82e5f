package dev.espy.adapters.cli.progress;

import dev.espy.application.RunListener;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.Unreadable;
import dev.espy.domain.port.Learner;
import org.jspecify.annotations.Nullable;

/** Counts the images of the present phase. */
public final class PhaseCount implements RunListener {

  private @Nullable Phase phase;
  private long total;
  private long done;

  /** Returns the present phase, null before the first and between two. */
  public synchronized @Nullable Phase phase() {
    return phase;
  }

  /** Returns the number of images of the present or last phase, 0 before the first. */
  public synchronized long total() {
    return total;
  }

  /** Returns the number of images that are done in the present or last phase. */
  public synchronized long done() {
    return done;
  }

  @Override
  public synchronized void phaseStarted(Phase started, long images) {
    phase = started;
    total = images;
    done = 0;
  }

  @Override
  public synchronized void imageRead(DecodeResult result, long nanos) {
    boolean classifiedWhenRead =
        phase == Phase.PREDICTING
            || phase == Phase.VALIDATING
            || phase == Phase.CHECKING
            || phase == Phase.EXPLAINING;
    if (phase == Phase.READING || (classifiedWhenRead && result instanceof Unreadable)) {
      done++;
    }
  }

  @Override
  public synchronized void imageWritten() {
    done++;
  }

  @Override
  public synchronized void batchFitted(int images, Learner.Step step, long nanos) {
    done += images;
  }

  @Override
  public synchronized void batchClassified(int images, long nanos) {
    // An explained image is classified hundreds of times.
    done += phase == Phase.EXPLAINING ? 0 : images;
  }

  @Override
  public synchronized void phaseFinished(Phase finished) {
    phase = null;
  }
}
