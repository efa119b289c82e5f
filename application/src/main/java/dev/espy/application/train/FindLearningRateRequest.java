package dev.espy.application.train;

import dev.espy.domain.port.DataSet;
import dev.espy.domain.recipe.Recipe;
import java.nio.file.Path;

/**
 * A learning rate range test to run.
 *
 * @param data the training images and their labels
 * @param recipe the recipe, without validation images; its learning rate is ignored
 * @param scratch the folder for decoded images that do not fit into memory
 */
public record FindLearningRateRequest(DataSet data, Recipe recipe, Path scratch) {

  /** Drops the share of validation images: all images are used. */
  public FindLearningRateRequest {
    recipe = recipe.toBuilder().validation(0).build();
  }
}
