package dev.espy.application.tune;

import dev.espy.domain.training.TrainSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to search: for as long as there is time, or a number of settings.
 *
 * @param base the settings to begin with; no trial is longer than a training with them, whose
 *     patience and time limit do not count
 * @param timeLimit how long to read, learn and validate altogether, positive; null if trials are
 *     counted
 * @param trials how many settings to try, at least 1; null if there is a time limit
 */
public record TuneSettings(
    TrainSettings base, @Nullable Duration timeLimit, @Nullable Integer trials) {

  /**
   * @throws IllegalArgumentException if there are both or none, or one is out of range
   */
  public TuneSettings {
    boolean limited = timeLimit != null && !timeLimit.isNegative() && !timeLimit.isZero();
    boolean counted = trials != null && trials >= 1;
    if (limited == counted || (timeLimit != null && trials != null)) {
      throw new IllegalArgumentException("time limit " + timeLimit + ", trials " + trials);
    }
  }

  /** Returns a search that takes so long. */
  public static TuneSettings within(Duration timeLimit, TrainSettings base) {
    return new TuneSettings(base, timeLimit, null);
  }

  /** Returns a search of so many settings. */
  public static TuneSettings of(int trials, TrainSettings base) {
    return new TuneSettings(base, null, trials);
  }
}
