package dev.espy.application.tune;

import dev.espy.domain.training.TrainSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a search, which has either a time limit or a number of candidates.
 *
 * @param base the settings to improve; their length is that of the longest trial, their patience
 *     and time limit are ignored
 * @param timeLimit the time for reading, training and validating, positive, or null with a number
 *     of candidates
 * @param trials the number of candidates, at least 1, or null with a time limit
 */
public record TuneSettings(
    TrainSettings base, @Nullable Duration timeLimit, @Nullable Integer trials) {

  /**
   * @throws IllegalArgumentException unless exactly one of time limit and trials is given, and in
   *     range
   */
  public TuneSettings {
    boolean limited = timeLimit != null && !timeLimit.isNegative() && !timeLimit.isZero();
    boolean counted = trials != null && trials >= 1;
    if (limited == counted || (timeLimit != null && trials != null)) {
      throw new IllegalArgumentException("time limit " + timeLimit + ", trials " + trials);
    }
  }

  /** Returns the settings of a search with a time limit. */
  public static TuneSettings within(Duration timeLimit, TrainSettings base) {
    return new TuneSettings(base, timeLimit, null);
  }

  /** Returns the settings of a search with a number of candidates. */
  public static TuneSettings of(int trials, TrainSettings base) {
    return new TuneSettings(base, null, trials);
  }
}
