package dev.espy.domain.fuzz;

import dev.espy.domain.EspyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A reader that must cope with any bytes. The constants of an enum implement it. */
public interface FuzzTarget {

  /** Returns the name of the constant. */
  String name();

  /**
   * Reads an input.
   *
   * @param input any bytes; the target may repair checksums, so that the code behind them is tested
   *     too
   * @throws Exception if the reader fails in another way than with a declared refusal
   */
  void read(byte[] input) throws Exception;

  /** Returns the folder of the inputs in the repository, relative to the module. */
  default Path corpus() {
    return Path.of("src", "test", "fuzz", name().toLowerCase(Locale.ROOT));
  }

  /** Returns a new folder for the files of a target; it is deleted when the program ends. */
  static Path folder() {
    try {
      Path folder = Files.createTempDirectory("espy-fuzz");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Checks that a refusal has a message. */
  static void checkRefusal(EspyException refusal) {
    checkReason(refusal.getMessage());
  }

  /** Checks that a reason is a sentence. It may contain line breaks; the console removes them. */
  static void checkReason(@Nullable String reason) {
    if (reason == null || reason.isBlank()) {
      throw new AssertionError("no reason: " + reason);
    }
  }
}
