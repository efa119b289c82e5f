package dev.espy.application.train;

import dev.espy.domain.port.DataSet;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.review.Verdicts;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training to run.
 *
 * @param data the training images and their labels
 * @param validationData the validation images, or null to split them from {@code data}
 * @param recipe the recipe
 * @param folder the run folder; created if missing
 * @param origin the source of the images, as names with values for the model's provenance
 * @param verdicts the verdicts that the data sets already follow; a label that a person has kept is
 *     not suspected again
 * @param folds number of further trainings that judge the labels of the training images, from 2 to
 *     {@value #MOST_FOLDS}; 0 for none. Each learns from all images but those that it judges.
 * @param resumes true to resume after the epoch of the checkpoint in the folder, if there is one;
 *     false to remove it and start anew
 */
public record TrainRequest(
    DataSet data,
    @Nullable DataSet validationData,
    Recipe recipe,
    Path folder,
    Map<String, String> origin,
    Verdicts verdicts,
    int folds,
    boolean resumes) {

  /** The largest number of folds. */
  public static final int MOST_FOLDS = 100;

  /**
   * Copies the map, keeping its order.
   *
   * @throws IllegalArgumentException if the validation images are the training images, or the
   *     number of folds is out of range
   */
  public TrainRequest {
    if (folds < 0 || folds == 1 || folds > MOST_FOLDS) {
      throw new IllegalArgumentException(folds + " folds");
    }
    if (validationData == data) {
      throw new IllegalArgumentException("validation on the training images");
    }
    origin = Collections.unmodifiableMap(new LinkedHashMap<>(origin));
  }

  /** Creates a request without verdicts and folds. */
  public TrainRequest(
      DataSet data,
      @Nullable DataSet validationData,
      Recipe recipe,
      Path folder,
      Map<String, String> origin,
      boolean resumes) {
    this(data, validationData, recipe, folder, origin, new Verdicts(""), 0, resumes);
  }

  /** Returns the request of a new training that validates on a share of its images. */
  public static TrainRequest of(DataSet data, Recipe recipe, Path folder) {
    return new TrainRequest(data, null, recipe, folder, Map.of(), false);
  }

  /** Returns the same request for a training that resumes. */
  public TrainRequest resuming() {
    return new TrainRequest(data, validationData, recipe, folder, origin, verdicts, folds, true);
  }

  /** Returns the same request with a number of folds. */
  public TrainRequest withFolds(int number) {
    return new TrainRequest(
        data, validationData, recipe, folder, origin, verdicts, number, resumes);
  }
}
