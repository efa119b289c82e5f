package dev.espy.application.predict;

import dev.espy.application.classify.BatchSize;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.DataSet;
import java.nio.file.Path;

/**
 * A request to predict.
 *
 * @param model the model to use
 * @param data the images; labels are ignored
 * @param output the file of the predictions
 * @param top the number of labels per image, at least 1
 * @param threshold the smallest confidence of an answer
 * @param batchSize the largest number of images to classify at once, at least 1
 */
public record PredictRequest(
    Model model, DataSet data, Path output, int top, ConfidenceThreshold threshold, int batchSize) {

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public PredictRequest {
    if (top < 1 || batchSize < 1) {
      throw new IllegalArgumentException("top %d, batch size %d".formatted(top, batchSize));
    }
  }

  /** Returns the usual request: one label per image, at any confidence. */
  public static PredictRequest of(Model model, DataSet data, Path output) {
    return new PredictRequest(model, data, output, 1, ConfidenceThreshold.none(), BatchSize.USUAL);
  }
}
