package dev.espy.domain.port;

import dev.espy.domain.review.SuspectedLabel;
import dev.espy.domain.review.Verdicts;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Stores suspected labels for a person to look at, and reads the person's verdicts. */
public interface ReviewStorePort {

  /**
   * Writes suspected labels atomically: at every moment the file is the complete old one or the
   * complete new one.
   *
   * @param suspects the suspected labels, the strongest suspicion first; perhaps none
   * @param file the path of the file; an existing file is replaced, a missing folder is created
   * @throws dev.espy.domain.StorageException if it cannot be written
   */
  void saveSuspects(Stream<SuspectedLabel> suspects, Path file);

  /**
   * Reads verdicts, which may be written into a copy of the suspected labels.
   *
   * @param file the path of the file
   * @return the verdicts, at least one, named like the file
   * @throws dev.espy.domain.BadDataSetException if there is no such file, it has no verdict, a row
   *     is wrong, two verdicts on the same image and label differ, or they do not fit into the heap
   * @throws dev.espy.domain.StorageException if it cannot be read
   */
  Verdicts loadVerdicts(Path file);
}
