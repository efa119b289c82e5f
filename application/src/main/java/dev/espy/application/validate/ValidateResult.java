package dev.espy.application.validate;

import dev.espy.domain.Unreadable;
import dev.espy.domain.evaluation.Evaluation;
import java.util.List;

/**
 * The outcome of validating.
 *
 * @param evaluation the evaluation on the readable images
 * @param unreadable the unreadable images, in the data set's order
 * @param unlabelled the number of samples without a label, which were skipped
 * @param finished false if cancelled, with the evaluation of only part of the images
 */
public record ValidateResult(
    Evaluation evaluation, List<Unreadable> unreadable, int unlabelled, boolean finished) {

  /** Copies the list. */
  public ValidateResult {
    unreadable = List.copyOf(unreadable);
  }
}
