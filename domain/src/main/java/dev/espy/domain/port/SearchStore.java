package dev.espy.domain.port;

import dev.espy.domain.training.Search;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps searches for good settings in files. */
public interface SearchStore {

  /** The name of a search's file in its folder. */
  String FILE_NAME = "trials.csv";

  /**
   * Writes a search so that the file is either the old one or the new one, whole, at every moment.
   *
   * @param search the search, with at least one trial
   * @param file where to; replaced if it exists, its folder is made if it does not
   * @throws dev.espy.domain.StorageException if it cannot be written
   */
  void save(Search search, Path file);

  /**
   * Reads a search, every number as it was to the last bit.
   *
   * @return the search, or nothing if there is no such file
   * @throws dev.espy.domain.BadModelException if it is not one
   * @throws dev.espy.domain.StorageException if it cannot be read
   */
  Optional<Search> load(Path file);
}
