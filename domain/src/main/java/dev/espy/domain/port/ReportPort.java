package dev.espy.domain.port;

import dev.espy.domain.report.Report;
import java.nio.file.Path;

/** Writes reports for people. */
public interface ReportPort {

  /** The name of a training's report in its run folder. */
  String FILE_NAME = "report.html";

  /**
   * Writes a report atomically: at every moment the file is the complete old one or the complete
   * new one.
   *
   * @param report the content
   * @param file the path of the file; an existing file is replaced, a missing folder is created
   * @throws dev.espy.domain.StorageException if it cannot be written
   */
  void write(Report report, Path file);
}
