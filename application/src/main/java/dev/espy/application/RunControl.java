package dev.espy.application;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The handle of a run: its listener, its cancellation flag and its clock.
 *
 * @param listener the listener for progress and notes
 * @param cancelled the cancellation flag, true once the run shall stop
 * @param nanoTime a clock such as {@link System#nanoTime}
 */
public record RunControl(RunListener listener, BooleanSupplier cancelled, LongSupplier nanoTime) {

  /** Returns a handle that ignores progress, never stops the run, and has the system's clock. */
  public static RunControl silent() {
    return of(new RunListener() {});
  }

  /** Returns a handle that never stops the run and has the system's clock. */
  public static RunControl of(RunListener listener) {
    return new RunControl(listener, () -> false, System::nanoTime);
  }

  /** Returns the same handle for work that is completed even after a cancellation. */
  public RunControl uncancelled() {
    return new RunControl(listener, () -> false, nanoTime);
  }

  /** Returns whether the run shall stop. */
  public boolean stopped() {
    return cancelled.getAsBoolean();
  }

  /** Returns the time in nanoseconds, from an arbitrary origin. */
  public long now() {
    return nanoTime.getAsLong();
  }
}
