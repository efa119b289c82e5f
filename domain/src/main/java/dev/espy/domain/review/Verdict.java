package dev.espy.domain.review;

import dev.espy.domain.Label;
import org.jspecify.annotations.Nullable;

/**
 * A person's decision on the label of an image.
 *
 * @param image the image's name, as the data set gives it; not blank
 * @param given the label that the data give to the image
 * @param decision the decision
 * @param newLabel the new label with {@link Decision#CHANGE}, otherwise null
 * @param row row number of the verdict in its file, from 1; the header is row 1
 */
public record Verdict(
    String image, Label given, Decision decision, @Nullable Label newLabel, int row) {

  /** The decision on a label. */
  public enum Decision {
    /** The given label is right. */
    KEEP,
    /** Another label is right. */
    CHANGE,
    /** The image shall not be used. */
    REMOVE
  }

  /**
   * @throws IllegalArgumentException if the image's name is blank, or the new label does not fit
   *     the decision, or is the given one
   */
  public Verdict {
    if (image.isBlank()
        || (newLabel != null) != (decision == Decision.CHANGE)
        || given.equals(newLabel)) {
      throw new IllegalArgumentException(
          "verdict %s on '%s': '%s' to '%s'".formatted(decision, image, given, newLabel));
    }
  }

  /** Returns true if the other verdict decides the same, in whatever row. */
  public boolean agrees(Verdict other) {
    return new Verdict(image, given, decision, newLabel, other.row).equals(other);
  }
}
