package dev.espy.adapters.cli.options;

import dev.espy.domain.OverwriteException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Protects files that are not Espy's from being replaced by an output. */
public final class EarlierOutput {

  /** The length of the beginning that is read, in bytes. */
  private static final int START = 4096;

  private EarlierOutput() {}

  /**
   * Checks that an output may replace a file.
   *
   * @param file the file, existing or not
   * @param ours the test for the beginning of an earlier output
   * @param refusal the message after the file's name, such as {@code holds something else}
   * @throws OverwriteException if the file exists, has content, and is not an earlier output
   */
  public static void check(Path file, Predicate<String> ours, String refusal) {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(START), StandardCharsets.UTF_8);
      if (!start.isEmpty() && !ours.test(start)) {
        throw new OverwriteException(file + ": " + refusal);
      }
    } catch (IOException e) {
      return; // Writing will fail, too.
    }
  }
}
