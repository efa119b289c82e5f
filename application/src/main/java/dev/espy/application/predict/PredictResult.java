package dev.espy.application.predict;

import dev.espy.domain.Unreadable;
import java.nio.file.Path;
import java.util.List;

/**
 * The outcome of predicting.
 *
 * @param file the file of the predictions; a partial file with another name if cancelled
 * @param classified the number of classified images
 * @param unreadable the unreadable images, in the data set's order
 * @param finished false if cancelled, with only part of the predictions
 */
public record PredictResult(
    Path file, int classified, List<Unreadable> unreadable, boolean finished) {

  /** Copies the list. */
  public PredictResult {
    unreadable = List.copyOf(unreadable);
  }
}
