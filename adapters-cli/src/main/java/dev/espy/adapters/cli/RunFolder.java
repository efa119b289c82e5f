package dev.espy.adapters.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Where what a command makes goes if nobody says where. */
final class RunFolder {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss", Locale.ROOT);

  private RunFolder() {}

  /** Returns {@code runs/<date-time>}, with something at the end. */
  static Path named(Clock clock, String ending) {
    return Path.of("runs", LocalDateTime.now(clock).format(NAME) + ending);
  }
}
