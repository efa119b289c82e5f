package dev.espy.adapters.cli.commands;

import dev.espy.adapters.cli.options.EarlierOutput;
import dev.espy.domain.OverwriteException;
import java.nio.file.Path;

/** Protects pages that are not Espy's from being replaced by a report. */
final class EarlierReport {

  /** A sign of Espy's reports, which is near the start of each. */
  private static final String GENERATOR = "<meta name=\"generator\" content=\"Espy";

  private EarlierReport() {}

  /**
   * Checks that a file may be replaced by a report.
   *
   * @throws OverwriteException if it exists, has content, and is not a report of Espy
   */
  static void check(Path file) {
    EarlierOutput.check(
        file,
        start -> start.contains(GENERATOR),
        "holds something else than a report of Espy; name another --report");
  }
}
