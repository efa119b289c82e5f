package dev.espy.application.validate;

import dev.espy.application.classify.BatchSize;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.DataSet;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A request to validate.
 *
 * @param model the model to use
 * @param data the labelled images
 * @param output the file of true and predicted labels, or null for none
 * @param report the file of the report, or null for none
 * @param batchSize the largest number of images to classify at once, at least 1
 */
public record ValidateRequest(
    Model model, DataSet data, @Nullable Path output, @Nullable Path report, int batchSize) {

  /**
   * @throws IllegalArgumentException if the batch size is less than 1
   */
  public ValidateRequest {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size " + batchSize);
    }
  }

  /** Returns the usual request, which writes no file. */
  public static ValidateRequest of(Model model, DataSet data) {
    return new ValidateRequest(model, data, null, null, BatchSize.USUAL);
  }
}
