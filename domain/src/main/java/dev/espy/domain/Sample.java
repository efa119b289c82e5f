package dev.espy.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of a data set: an image's name and, if known, its label.
 *
 * @param id the image's name as the data set gives it; possibly empty, not necessarily unique
 * @param label the true label, or null if it is unknown
 * @param row the row number in the source, from 1; a CSV's header is row 1
 */
public record Sample(String id, @Nullable Label label, int row) {

  /** Returns the true label, or empty if it is unknown. */
  public Optional<Label> truth() {
    return Optional.ofNullable(label);
  }
}
