package dev.espy.domain.training;

import dev.espy.domain.evaluation.Scores;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A short training with settings that are tried out.
 *
 * @param rung of which rung it is, counted from 1; 0 if it was made before there was a plan, to see
 *     how long an epoch takes
 * @param number which settings were tried, counted from 0; the same ones in each rung
 * @param epochs how many epochs it was to have, at least 1
 * @param settings what was tried, by the setting's name, for people to read
 * @param scores the best epoch's on the validation images; null if learning failed
 * @param seconds how long it took
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

  /** Returns the best epoch's scores, nothing if learning failed. */
  public Optional<Scores> scored() {
    return Optional.ofNullable(scores);
  }

  /** Returns the same trial as one of another rung. */
  public Trial inRung(int other) {
    return new Trial(other, number, epochs, settings, scores, seconds);
  }
}
