package dev.espy.adapters.cli.run;

import dev.espy.application.storage.FolderContents;
import dev.espy.application.storage.OwnedFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The folder into which a command writes a run. */
public final class RunFolder {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss", Locale.ROOT);

  private RunFolder() {}

  /**
   * Opens the folder that was typed, or else creates {@code runs/<date-time>}.
   *
   * @param named the typed folder, or null
   * @param clock the source of a new folder's name
   * @param ending the end of a new folder's name
   * @param contents the files that the run writes
   * @return the folder, which the caller closes
   */
  public static OwnedFolder open(
      @Nullable Path named, Clock clock, String ending, FolderContents contents) {
    return named == null
        ? OwnedFolder.create(
            Path.of("runs", LocalDateTime.now(clock).format(NAME) + ending), contents)
        : OwnedFolder.open(named, contents);
  }
}
