package dev.espy.application;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The handle of a run: its listener, its cancellation flag, its clock and its threads.
 *
 * @param listener the listener for progress and notes
 * @param cancelled the cancellation flag, true once the run shall stop
 * @param nanoTime a clock such as {@link System#nanoTime}
 * @param threads the largest number of threads that read and prepare images, at least 1; no result
 *     depends on it
 */
public record RunControl(
    RunListener listener, BooleanSupplier cancelled, LongSupplier nanoTime, int threads) {

  /** Checks the number of threads. */
  public RunControl {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
  }

  /** Creates a handle with a thread for each processor that this process may use. */
  public RunControl(RunListener listener, BooleanSupplier cancelled, LongSupplier nanoTime) {
    this(listener, cancelled, nanoTime, Runtime.getRuntime().availableProcessors());
  }

  /** Returns a handle that ignores progress, never stops the run, and has the system's clock. */
  public static RunControl silent() {
    return of(new RunListener() {});
  }

  /** Returns a handle that never stops the run and has the system's clock. */
  public static RunControl of(RunListener listener) {
    return new RunControl(listener, () -> false, System::nanoTime);
  }

  /** Returns the same handle with another listener. */
  public RunControl with(RunListener other) {
    return new RunControl(other, cancelled, nanoTime, threads);
  }

  /** Returns the same handle for work that also stops at a time of its clock. */
  public RunControl until(long end) {
    return new RunControl(listener, () -> stopped() || now() >= end, nanoTime, threads);
  }

  /** Returns the same handle for work that is completed even after a cancellation. */
  public RunControl uncancelled() {
    return new RunControl(listener, () -> false, nanoTime, threads);
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
