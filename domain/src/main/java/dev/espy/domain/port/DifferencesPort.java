package dev.espy.domain.port;

import dev.espy.domain.evaluation.Difference;
import java.nio.file.Path;

/** Stores the images on which two models differ, one row for each, in the order of writing. */
public interface DifferencesPort {

  /**
   * Starts a list of differences. The file appears only with {@link Writer#finish}.
   *
   * @param file the path of the file; an existing file is replaced, a missing folder is created
   * @param idName the name of the images' ids
   * @throws dev.espy.domain.StorageException if the file cannot be written
   */
  Writer open(Path file, String idName);

  /** Writes differences. {@link #finish} puts them in place; closing without it discards them. */
  interface Writer extends AutoCloseable {

    /**
     * Adds an image.
     *
     * @throws dev.espy.domain.StorageException if it cannot be written
     */
    void write(Difference difference);

    /**
     * Puts the file in place.
     *
     * @throws dev.espy.domain.StorageException if it cannot be written
     */
    void finish();

    /** Discards the file unless it is in place. Closing twice does nothing. */
    @Override
    void close();
  }
}
