package dev.espy.adapters.cli.options;

import dev.espy.adapters.cli.values.NumberConverters;
import dev.espy.application.storage.FolderContents;
import dev.espy.application.storage.Outputs;
import dev.espy.domain.OverwriteException;
import dev.espy.domain.port.ModelStorePort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that does work. */
public final class CommonOptions {

  /** The options whose files and folders are written. All others are only read. */
  private static final Set<String> WRITTEN =
      Set.of("--output", "--report", "--metrics-file", "--run", "--dir");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  private boolean json;

  @Option(
      names = "--metrics-file",
      paramLabel = "FILE",
      description = "Write counts and times in Prometheus' text format to FILE at the end.")
  private @Nullable Path metricsFile;

  @Option(
      names = "--metrics-port",
      converter = NumberConverters.Port.class,
      paramLabel = "N",
      description =
          "Serve counts and times for Prometheus at http://127.0.0.1:N/metrics while the command"
              + " runs. N is from 0 to 65535; 0 chooses a free port and prints it.")
  private @Nullable Integer metricsPort;

  @Mixin private QuietOption quiet;

  @Option(names = "--stacktrace", description = "If the command fails, print where in the program.")
  boolean stacktrace;

  /** Returns whether the result is printed as JSON. */
  public boolean json() {
    return json;
  }

  /** Returns the metrics file, null if no metrics are written. */
  public @Nullable Path metricsFile() {
    return metricsFile;
  }

  /** Returns the port on which metrics are served, 0 for any free one, null if they are not. */
  public @Nullable Integer metricsPort() {
    return metricsPort;
  }

  /** Returns whether only results and warnings are printed. */
  public boolean quiet() {
    return quiet.quiet();
  }

  /**
   * Returns the files that the command may write: the given ones and the metrics file. The command
   * checks each data set that it opens against them.
   *
   * @param files the files that the command may write, except the metrics file
   * @throws OverwriteException if two of the files are the same, if one of them is also read, or if
   *     the metrics file exists and does not hold Espy's metrics
   */
  public Outputs outputs(Collection<Path> files) {
    List<Path> all = new ArrayList<>(files);
    if (metricsFile != null) {
      checkMetrics(metricsFile);
      all.add(metricsFile);
    }
    Outputs outputs = Outputs.of(all);
    inputs().forEach(outputs::spare);
    return outputs;
  }

  /** The metrics are written even if the command fails before it knows which files it reads. */
  private static void checkMetrics(Path file) {
    EarlierOutput.check(
        file,
        start -> start.matches("(?s)# (HELP|TYPE) espy_.*"),
        "holds something else than Espy's metrics; name another --metrics-file");
  }

  /** Returns the files and folders that the command reads. */
  private List<Path> inputs() {
    List<Path> inputs = new ArrayList<>();
    for (ArgSpec argument : command.args()) {
      boolean written =
          argument instanceof OptionSpec option && WRITTEN.contains(option.longestName());
      if (!written && argument.getValue() instanceof Path path) {
        inputs.add(path);
        if (argument.paramLabel().equals("MODEL") || argument.paramLabel().equals("RUN")) {
          inputs.add(path.resolve(ModelStorePort.FILE_NAME));
          inputs.add(path.resolve(FolderContents.VALIDATION_PREDICTIONS));
        }
      }
    }
    return inputs;
  }
}
