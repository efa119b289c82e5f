package dev.espy.application.validate;

import dev.espy.domain.Unreadable;
import dev.espy.domain.evaluation.Evaluation;
import java.util.List;

/**
 * What came of validating.
 *
 * @param evaluation the figures for the images that could be read
 * @param unreadable what could not be read, in the data set's order
 * @param unlabelled how many samples had no label and were left out
 * @param finished false if it was cancelled, and the figures are for a part
 */
public record ValidateResult(
    Evaluation evaluation, List<Unreadable> unreadable, int unlabelled, boolean finished) {

  /** Copies the list. */
  public ValidateResult {
    unreadable = List.copyOf(unreadable);
  }
}
