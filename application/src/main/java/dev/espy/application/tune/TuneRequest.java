package dev.espy.application.tune;

import dev.espy.application.train.TrainRequest;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.recipe.Recipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A search to run. It has either a time limit or a number of candidates.
 *
 * @param data the training images and their labels
 * @param validationData the validation images, or null to split them from {@code data}
 * @param base the recipe to improve; its length is that of the longest trial, its patience and time
 *     limit are ignored
 * @param budget the size of the search
 * @param folder the folder of the search; created if missing. An interrupted search in it resumes
 */
public record TuneRequest(
    DataSet data, @Nullable DataSet validationData, Recipe base, Budget budget, Path folder) {

  /**
   * The size of a search.
   *
   * @param timeLimit the time for reading, training and validating, positive, or null with a number
   *     of candidates
   * @param trials the number of candidates, at least 1, or null with a time limit
   */
  public record Budget(@Nullable Duration timeLimit, @Nullable Integer trials) {

    /**
     * @throws IllegalArgumentException unless exactly one of time limit and trials is given, and in
     *     range
     */
    public Budget {
      boolean limited = timeLimit != null && !timeLimit.isNegative() && !timeLimit.isZero();
      boolean counted = trials != null && trials >= 1;
      if (limited == counted || (timeLimit != null && trials != null)) {
        throw new IllegalArgumentException("time limit " + timeLimit + ", trials " + trials);
      }
    }

    /** Returns the budget of a search with a time limit. */
    public static Budget within(Duration timeLimit) {
      return new Budget(timeLimit, null);
    }

    /** Returns the budget of a search with a number of candidates. */
    public static Budget of(int trials) {
      return new Budget(null, trials);
    }
  }

  /**
   * @throws IllegalArgumentException if the validation images are the training images
   */
  public TuneRequest {
    var unused = new TrainRequest(data, validationData, base, folder, Map.of(), false);
  }

  /** Returns the data set of the validation images. */
  DataSet validationSource() {
    return validationData == null ? data : validationData;
  }

  /** Returns a training of the base recipe on the same images. */
  TrainRequest training() {
    return new TrainRequest(data, validationData, base, folder, Map.of(), false);
  }
}
