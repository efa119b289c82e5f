package dev.espy.application.tune;

import dev.espy.domain.training.Trial;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When a search has to end.
 *
 * @param limit how long it may take, null for as long as it takes
 * @param started when it began, by the clock
 * @param nanoTime a clock such as {@link System#nanoTime}
 */
record Deadline(@Nullable Duration limit, long started, LongSupplier nanoTime) {

  /** Returns how many seconds are left. */
  double left() {
    return limit == null
        ? Double.POSITIVE_INFINITY
        : (limit.toNanos() - (nanoTime.getAsLong() - started)) / 1e9;
  }

  /** Returns the time limit of a training that begins now, null if there is none. */
  @Nullable Duration forNow() {
    return limit == null ? null : Duration.ofNanos(Math.max(1, (long) (left() * 1e9)));
  }

  /**
   * Returns whether there is time for a training.
   *
   * @param epochs how many it will have
   * @param done trials that tell how long an epoch takes
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
