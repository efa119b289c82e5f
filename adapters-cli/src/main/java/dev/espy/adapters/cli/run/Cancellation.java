package dev.espy.adapters.cli.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The flag that Ctrl-C sets and commands poll. The JVM stays alive until the command has saved its
 * work; it then ends with the status of the signal, 130 for Ctrl-C.
 */
public final class Cancellation implements BooleanSupplier {

  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean cancelled;
  private volatile boolean shuttingDown;

  /** Asks the command to stop. */
  public void cancel() {
    cancelled = true;
  }

  /** Returns whether the command should stop. */
  @Override
  public boolean getAsBoolean() {
    return cancelled;
  }

  /**
   * Ends the JVM after the command has ended. A JVM that a signal ends already keeps the signal's
   * status.
   *
   * @param status the exit status of the command
   */
  public void exit(int status) {
    // While Java shuts down, a second exit may win over the signal's.
    boolean signalled = shuttingDown;
    finished.countDown();
    if (!signalled) {
      System.exit(status);
    }
  }

  /** Makes the shutdown of the JVM wait until the command has ended. */
  public void hookIntoShutdown() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  shuttingDown = true;
                  cancel();
                  try {
                    boolean inTime = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    assert inTime : "not finished after " + PATIENCE_SECONDS + " s";
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "espy-shutdown"));
  }
}
