package dev.espy.domain.port;

import dev.espy.domain.training.Search;
import java.nio.file.Path;
import java.util.Optional;

/** Stores searches for good settings in files. */
public interface SearchStorePort {

  /** The name of a search's file in its folder. */
  String FILE_NAME = "trials.csv";

  /**
   * Writes a search atomically: at every moment the file is the complete old one or the complete
   * new one.
   *
   * @param search the search, with at least one trial
   * @param file the path of the file; an existing file is replaced, a missing folder is created
   * @throws dev.espy.domain.StorageException if it cannot be written
   */
  void save(Search search, Path file);

  /**
   * Reads a search. Every number is the same as before, to the last bit.
   *
   * @return the search, or empty if the file does not exist
   * @throws dev.espy.domain.BadModelException if the file is not a search
   * @throws dev.espy.domain.StorageException if it cannot be read
   */
  Optional<Search> load(Path file);
}
