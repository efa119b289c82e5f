package dev.espy.application.predict;

import dev.espy.domain.Unreadable;
import java.util.List;

/**
 * What came of predicting.
 *
 * @param classified how many images were classified
 * @param unreadable what could not be read, in the data set's order
 * @param finished false if it was cancelled, and only a part of the predictions kept
 */
public record PredictResult(int classified, List<Unreadable> unreadable, boolean finished) {

  /** Copies the list. */
  public PredictResult {
    unreadable = List.copyOf(unreadable);
  }
}
