package dev.espy.domain.network;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a model.
 *
 * @param created the time of creation
 * @param createdBy the program and its version
 * @param engine the engine of the training, with its version
 * @param platform the operating system, processor and Java version
 * @param dataSet the training data as the user named it
 * @param trainingImages number of training images
 * @param validationImages number of validation images, at least 0
 * @param epoch the epoch of the weights, from 1; 0 if the first epoch was interrupted
 * @param validationAccuracy share of correct answers on the validation images after that epoch,
 *     from 0 to 1; null without validation images
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

  /** Copies the map and keeps its order. */
  public Provenance {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
