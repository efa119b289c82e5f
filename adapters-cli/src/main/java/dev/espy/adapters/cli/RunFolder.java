package dev.espy.adapters.cli;

import dev.espy.application.storage.FolderContents;
import dev.espy.application.storage.OwnedFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where what a command makes goes if nobody says where. */
final class RunFolder {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss", Locale.ROOT);

  private RunFolder() {}

  /**
   * Takes the folder that was named, or else makes a new one, {@code runs/<date-time>}.
   *
   * @param named the folder, or null if none was named
   * @param clock the clock that a new one is named after
   * @param ending the end of a new one's name
   * @param contents what will be in it
   * @return the folder, to be closed by the caller
   */
  static OwnedFolder open(
      @Nullable Path named, Clock clock, String ending, FolderContents contents) {
    return named == null
        ? OwnedFolder.create(
            Path.of("runs", LocalDateTime.now(clock).format(NAME) + ending), contents)
        : OwnedFolder.open(named, contents);
  }
}
