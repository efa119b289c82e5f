package dev.espy.application.compare;

import dev.espy.domain.network.Model;
import dev.espy.domain.port.DataSet;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A request to compare two models on labelled images.
 *
 * @param first the first model
 * @param second the second model
 * @param data the labelled images
 * @param output the file of the images on which the models differ, or null for none
 * @param batchSize the largest number of images to classify at once, at least 1
 */
public record CompareRequest(
    Named first, Named second, DataSet data, @Nullable Path output, int batchSize) {

  /**
   * A model with its name for the user.
   *
   * @param name the name in messages, such as the path that the user typed
   * @param model the model
   */
  public record Named(String name, Model model) {}

  /**
   * @throws IllegalArgumentException if the batch size is less than 1
   */
  public CompareRequest {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size " + batchSize);
    }
  }
}
