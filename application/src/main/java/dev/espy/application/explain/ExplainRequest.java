package dev.espy.application.explain;

import dev.espy.domain.Sample;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.DataSet;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request to explain answers.
 *
 * @param model the model that answers
 * @param images the images; labels are ignored, and the ids are paths
 * @param folder the folder of the pictures; created if missing
 * @param top the number of labels per image, at least 1
 * @param batchSize the largest number of images to classify at once, at least 1
 */
public record ExplainRequest(Model model, DataSet images, Path folder, int top, int batchSize) {

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public ExplainRequest {
    if (top < 1 || batchSize < 1) {
      throw new IllegalArgumentException("top %d, batch size %d".formatted(top, batchSize));
    }
  }

  /** Returns the files of the pictures, one for each image, also for unreadable ones. */
  public List<Path> pictures() {
    try (Stream<Sample> samples = images.samples()) {
      return PictureNames.of(samples, folder);
    }
  }
}
