package dev.espy.domain.port;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the data set that a user means. */
public interface DataSetPort {

  /** The use of a data set, by which one of several tables in a folder is chosen. */
  enum Purpose {
    /** To learn from; labels are needed. */
    TRAIN,
    /** To compare answers with labels, which are needed. */
    VALIDATE,
    /** To get answers for; labels are not needed, and may be missing. */
    PREDICT
  }

  /**
   * A data set as the user named it.
   *
   * @param data a folder, a CSV file, or a .zip of either
   * @param images the folder of the images, or null to look for it
   * @param imageColumn the header of the column of image names, or null to look for it
   * @param labelColumn the header of the column of labels, or null to look for it
   * @param purpose the use of the data set
   */
  record Location(
      Path data,
      @Nullable Path images,
      @Nullable String imageColumn,
      @Nullable String labelColumn,
      Purpose purpose) {

    /** Returns a location with a path alone; columns and image folder are found. */
    public static Location of(Path data, Purpose purpose) {
      return new Location(data, null, null, null, purpose);
    }

    /** Returns true if labels are needed. */
    public boolean needsLabels() {
      return purpose != Purpose.PREDICT;
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
