package dev.espy.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of a data set: an image's name and, where it is known, its label.
 *
 * @param id the image's name as the data set gives it; may be empty, and need not be unique
 * @param label the true label, or null where there is none
 * @param row where it stands in its source, counted as a person would: a CSV's header is row 1
 */
public record Sample(String id, @Nullable Label label, int row) {

  /** Returns the true label, if it is known. */
  public Optional<Label> truth() {
    return Optional.ofNullable(label);
  }
}
