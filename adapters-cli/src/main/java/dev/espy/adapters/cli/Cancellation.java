package dev.espy.adapters.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C as a question that commands ask now and then. The JVM is kept alive until the command has
 * saved what it has; it then ends with the status of the signal, 130 for Ctrl-C.
 */
public final class Cancellation implements BooleanSupplier {

  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean cancelled;

  /** Asks the command to come to an end. */
  public void cancel() {
    cancelled = true;
  }

  /** Returns whether the command should come to an end. */
  @Override
  public boolean getAsBoolean() {
    return cancelled;
  }

  /** Says that the command is over. */
  public void finish() {
    finished.countDown();
  }

  /** Makes the JVM's end, for whatever reason, wait for the command's. */
  public void hookIntoShutdown() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
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
