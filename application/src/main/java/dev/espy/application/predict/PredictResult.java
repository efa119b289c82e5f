package dev.espy.application.predict;

import dev.espy.domain.Unreadable;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of predicting.
 *
 * @param file where the predictions are; beside the place that was asked for, if it was cancelled
 * @param classified how many images were classified
 * @param unreadable what could not be read, in the data set's order
 * @param finished false if it was cancelled, and only a part of the predictions kept
 */
public record PredictResult(
    Path file, int classified, List<Unreadable> unreadable, boolean finished) {

  /** Copies the list. */
  public PredictResult {
    unreadable = List.copyOf(unreadable);
  }
}
