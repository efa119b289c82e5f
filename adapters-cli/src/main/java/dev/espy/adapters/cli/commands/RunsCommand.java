package dev.espy.adapters.cli.commands;

import dev.espy.adapters.cli.options.CommonOptions;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.output.RunsReport;
import dev.espy.adapters.cli.run.RunContext;
import dev.espy.application.runs.ListRuns;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code espy runs}: lists the run folders in a folder. */
@Command(
    name = "runs",
    sortOptions = false,
    description =
        "Lists run folders, best first, with their accuracy on the validation images and the"
            + " settings in which they differ.")
public final class RunsCommand implements Callable<Integer> {

  private final ListRuns runs;
  private final RunContext context;

  @Parameters(
      index = "0",
      arity = "0..1",
      defaultValue = "runs",
      paramLabel = "DIR",
      description = "The folder that holds the run folders. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Mixin private CommonOptions options;

  /**
   * @param runs the use case
   * @param context the console
   */
  public RunsCommand(ListRuns runs, RunContext context) {
    this.runs = runs;
    this.context = context;
  }

  @Override
  public Integer call() {
    return context.run(
        options,
        0,
        List.of(),
        (metrics, listener) -> {
          RunsReport report = new RunsReport(folder, runs.run(folder));
          context.print(options, report.document(), () -> report.print(context.console().out()));
          return ExitStatus.DONE;
        });
  }
}
