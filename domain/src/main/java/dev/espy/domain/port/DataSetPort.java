package dev.espy.domain.port;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the data set that a user describes. */
public interface DataSetPort {

  /** The use of a data set. It decides between several CSV files in one folder. */
  enum Purpose {
    /** Training; labels are required. */
    TRAIN,
    /** Validation; labels are required. */
    VALIDATE,
    /** Prediction; labels are optional. */
    PREDICT
  }

  /**
   * A user's description of a data set.
   *
   * @param data a folder, a CSV file, or a .zip of either
   * @param images the folder of the images, or null to search for it
   * @param imageColumn the header of the column of image names, or null to search for it
   * @param labelColumn the header of the column of labels, or null to search for it
   * @param purpose the use of the data set
   */
  record Location(
      Path data,
      @Nullable Path images,
      @Nullable String imageColumn,
      @Nullable String labelColumn,
      Purpose purpose) {

    /** Returns a location with a path only; everything else is searched for. */
    public static Location of(Path data, Purpose purpose) {
      return new Location(data, null, null, null, purpose);
    }

    /** Returns whether the data set must have labels. */
    public boolean needsLabels() {
      return purpose != Purpose.PREDICT;
    }
  }

  /**
   * Opens a data set without reading its images.
   *
   * @return the data set, with at least one sample, to be closed by the caller
   * @throws dev.espy.domain.BadDataSetException if there is no data set, a column is missing, or
   *     there is no row
   * @throws dev.espy.domain.StorageException if it cannot be read
   */
  DataSet open(Location location);
}
