package dev.espy.application.export;

import dev.espy.domain.Unreadable;
import java.util.List;

/**
 * What came of exporting.
 *
 * @param bytes the size of the file
 * @param images how many images the file was checked on
 * @param sameLabels for how many of them it has the same most probable label as the engine
 * @param maximumDifference the largest difference of a probability, from 0 to 1
 * @param unreadable images that could not be checked on, in the data set's order
 */
public record ExportResult(
    long bytes, int images, int sameLabels, double maximumDifference, List<Unreadable> unreadable) {

  /** Copies the list. */
  public ExportResult {
    unreadable = List.copyOf(unreadable);
  }
}
