package dev.espy.adapters.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every working command has. */
final class CommonOptions {

  @Option(names = "--json", description = "Print the result as one JSON document.")
  boolean json;

  @Option(
      names = "--metrics-file",
      paramLabel = "FILE",
      description = "Write counts and times in Prometheus' text format to FILE at the end.")
  @Nullable Path metricsFile;

  @Option(names = "--stacktrace", description = "If it fails, say where in the program.")
  boolean stacktrace;
}
