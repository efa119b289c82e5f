package dev.espy.domain.training;

import dev.espy.domain.evaluation.Scores;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A training of a search, with the settings of one candidate.
 *
 * @param rung the 1-based number of the rung; 0 for a training before the plan, which measures the
 *     time of an epoch
 * @param number the 0-based number of the candidate, the same in each rung
 * @param epochs the planned number of epochs, at least 1
 * @param settings the settings that were tried, by name, for users
 * @param scores the best epoch's scores on the validation images, or null if training diverged
 * @param seconds the time of the training, in seconds
 */
public record Trial(
    int rung,
    int number,
    int epochs,
    Map<String, String> settings,
    @Nullable Scores scores,
    double seconds) {

  /**
   * Copies the map, keeping its order.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public Trial {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    if (rung < 0 || number < 0 || epochs < 1 || !(seconds >= 0)) {
      throw new IllegalArgumentException(
          "rung %d, trial %d, %d epochs, %s s".formatted(rung, number, epochs, seconds));
    }
  }

  /** Returns the best epoch's scores, or empty if training diverged. */
  public Optional<Scores> scored() {
    return Optional.ofNullable(scores);
  }

  /** Returns this trial with another rung. */
  public Trial inRung(int other) {
    return new Trial(other, number, epochs, settings, scores, seconds);
  }
}
