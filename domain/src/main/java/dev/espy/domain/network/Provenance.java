package dev.espy.domain.network;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a model came from.
 *
 * @param created when
 * @param createdBy the program and its version
 * @param engine what learned it, with its version
 * @param platform operating system, processor and Java version
 * @param dataSet the training data as the user named it
 * @param trainingImages how many images it learned from
 * @param validationImages how many other images it was validated on; 0 if on none
 * @param epoch the epoch whose weights these are, from 1; 0 if the first one was cut short
 * @param validationAccuracy share of right answers on the validation images after that epoch, from
 *     0 to 1; null if there were none
 * @param settings every setting of the training by name
 */
public record Provenance(
    Instant created,
    String createdBy,
    String engine,
    String platform,
    String dataSet,
    int trainingImages,
    int validationImages,
    int epoch,
    @Nullable Double validationAccuracy,
    Map<String, String> settings) {

  /** Copies the map, keeping its order. */
  public Provenance {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
