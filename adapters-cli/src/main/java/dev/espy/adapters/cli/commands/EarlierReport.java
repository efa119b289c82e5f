package dev.espy.adapters.cli.commands;

import dev.espy.domain.OverwriteException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Protects pages that are not Espy's from being replaced by a report. */
final class EarlierReport {

  /** A sign of Espy's reports, which is near the start of each. */
  private static final String GENERATOR = "<meta name=\"generator\" content=\"Espy";

  private static final int START = 4096;

  private EarlierReport() {}

  /**
   * Checks that a file may be replaced by a report.
   *
   * @throws OverwriteException if it exists, has content, and is not a report of Espy
   */
  static void check(Path file) {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(START), StandardCharsets.UTF_8);
      if (!start.isEmpty() && !start.contains(GENERATOR)) {
        throw new OverwriteException(
            file + ": holds something else than a report of Espy; name another --report");
      }
    } catch (IOException e) {
      return; // Writing will fail, too.
    }
  }
}
