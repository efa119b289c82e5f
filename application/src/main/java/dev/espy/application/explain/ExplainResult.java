package dev.espy.application.explain;

import dev.espy.application.classify.UnreadableImages;
import java.util.List;

/**
 * The outcome of explaining.
 *
 * @param explanations the explanations, in the order of the images
 * @param unreadable the images that cannot be read
 * @param finished false if cancelled, with only part of the explanations
 */
public record ExplainResult(
    List<Explanation> explanations, UnreadableImages unreadable, boolean finished) {

  /** Copies the list. */
  public ExplainResult {
    explanations = List.copyOf(explanations);
  }
}
