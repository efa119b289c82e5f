package dev.espy.application.export;

import dev.espy.domain.Unreadable;
import java.util.List;

/**
 * The outcome of an export.
 *
 * @param bytes the size of the file in bytes
 * @param images the number of images of the check
 * @param sameLabels the number of images with the same most probable label as the engine
 * @param maximumDifference the largest difference of a probability, from 0 to 1
 * @param unreadable the unreadable images, in the data set's order
 */
public record ExportResult(
    long bytes, int images, int sameLabels, double maximumDifference, List<Unreadable> unreadable) {

  /** Copies the list. */
  public ExportResult {
    unreadable = List.copyOf(unreadable);
  }
}
