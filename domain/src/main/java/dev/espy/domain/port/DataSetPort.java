package dev.espy.domain.port;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the data set that a user means. */
public interface DataSetPort {

  /**
   * What a user said about a data set.
   *
   * @param data a folder, a CSV file, or a .zip of either
   * @param images the folder of the images, or null to look for it
   * @param imageColumn the header of the column of image names, or null to look for it
   * @param labelColumn the header of the column of labels, or null to look for it
   * @param labels whether labels are needed; where they are not, a data set without a label column
   *     will do
   */
  record Location(
      Path data,
      @Nullable Path images,
      @Nullable String imageColumn,
      @Nullable String labelColumn,
      boolean labels) {

    /** Returns the location of a data set of which everything but its path is to be found. */
    public static Location of(Path data, boolean labels) {
      return new Location(data, null, null, null, labels);
    }
  }

  /**
   * Opens a data set; its images are not read yet.
   *
   * @return the data set, with at least one sample, to be closed by the caller
   * @throws dev.espy.domain.BadDataSetException if there is none, or a column is missing, or it has
   *     no row
   * @throws dev.espy.domain.StorageException if it cannot be read
   */
  DataSet open(Location location);
}
