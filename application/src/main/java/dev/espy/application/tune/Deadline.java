package dev.espy.application.tune;

import dev.espy.domain.training.Trial;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time limit of a search.
 *
 * @param limit the time limit, or null for none
 * @param started the start of the search, on the clock
 * @param nanoTime a clock such as {@link System#nanoTime}
 */
record Deadline(@Nullable Duration limit, long started, LongSupplier nanoTime) {

  /** Returns the remaining time in seconds. */
  double left() {
    return limit == null
        ? Double.POSITIVE_INFINITY
        : (limit.toNanos() - (nanoTime.getAsLong() - started)) / 1e9;
  }

  /** Returns the time limit of a training that starts now, or null for none. */
  @Nullable Duration forNow() {
    return limit == null ? null : Duration.ofNanos(Math.max(1, (long) (left() * 1e9)));
  }

  /**
   * Returns whether the time suffices for a training.
   *
   * @param epochs the number of epochs of the training
   * @param done the earlier trials, whose epochs give the time of an epoch
   */
  boolean isTimeFor(int epochs, List<Trial> done) {
    double seconds = 0;
    long measured = 0;
    for (Trial trial : done) {
      if (trial.scores() != null) {
        seconds += trial.seconds();
        measured += trial.epochs();
      }
    }
    return limit == null || (measured == 0 ? left() > 0 : seconds / measured * epochs <= left());
  }
}
