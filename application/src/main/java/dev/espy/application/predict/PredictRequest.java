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
 * @param minConfidence the smallest probability of a label for an answer, from 0 to 1
 * @param batchSize the largest number of images to classify at once, at least 1
 */
public record PredictRequest(
    Model model, DataSet data, Path output, int top, double minConfidence, int batchSize) {

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public PredictRequest {
    if (top < 1 || batchSize < 1 || !(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException(
          "top %d, batch size %d, confidence %s".formatted(top, batchSize, minConfidence));
    }
  }

  /** Returns the usual request: one label per image, at any probability. */
  public static PredictRequest of(Model model, DataSet data, Path output) {
    return new PredictRequest(model, data, output, 1, 0, BatchSize.USUAL);
  }
}
