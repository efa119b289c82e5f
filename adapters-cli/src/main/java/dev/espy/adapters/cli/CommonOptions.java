package dev.espy.adapters.cli;

import dev.espy.application.storage.Outputs;
import dev.espy.domain.OverwriteException;
import dev.espy.domain.port.ModelStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every working command has. */
final class CommonOptions {

  /** The options that name what is written. All other files and folders are read. */
  private static final Set<String> WRITTEN = Set.of("--output", "--metrics-file", "--run", "--dir");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  boolean json;

  @Option(
      names = "--metrics-file",
      paramLabel = "FILE",
      description = "Write counts and times in Prometheus' text format to FILE at the end.")
  @Nullable Path metricsFile;

  @Option(names = "--stacktrace", description = "If it fails, say where in the program.")
  boolean stacktrace;

  /**
   * Returns what the command is going to write: the metrics file, if there is one, and these files.
   * The command checks the data sets that it opens against it.
   *
   * @param files the other files that the command may write
   * @throws OverwriteException if two of them are the same file, if one is a file that the command
   *     reads, or if the metrics file is one of something else
   */
  Outputs outputs(Collection<Path> files) {
    List<Path> all = new ArrayList<>(files);
    if (metricsFile != null) {
      checkMetrics(metricsFile);
      all.add(metricsFile);
    }
    Outputs outputs = Outputs.of(all);
    inputs().forEach(outputs::spare);
    return outputs;
  }

  /** It is written even if the command fails before it knows which files it would have read. */
  private static void checkMetrics(Path file) {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(64), StandardCharsets.UTF_8);
      if (start.isEmpty() || start.matches("(?s)# (HELP|TYPE) espy_.*")) {
        return;
      }
    } catch (IOException e) {
      return; // nor can it be written then
    }
    throw new OverwriteException(
        file + ": holds something else than Espy's metrics; name another --metrics-file");
  }

  /** Returns the files and folders that were named to be read. */
  private List<Path> inputs() {
    List<Path> inputs = new ArrayList<>();
    for (ArgSpec argument : command.args()) {
      boolean written =
          argument instanceof OptionSpec option && WRITTEN.contains(option.longestName());
      if (!written && argument.getValue() instanceof Path path) {
        inputs.add(path);
        if (argument.paramLabel().equals("MODEL")) {
          inputs.add(path.resolve(ModelStore.FILE_NAME));
        }
      }
    }
    return inputs;
  }
}
