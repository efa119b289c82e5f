package dev.espy.adapters.cli.commands;

import dev.espy.adapters.cli.output.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code espy} itself. */
@Command(
    name = "espy",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    description = "Trains image classifiers from a CSV of names and labels, and labels new images.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "First time here: espy demo",
      "",
      "Exit status: 0 done; 1 failed; 2 wrong usage; 3 bad input (data set or model);",
      "4 done, but some images could not be read; 130 interrupted (what was done is saved)."
    })
public final class EspyCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "the command is missing; give train, tune, runs, compare, validate, predict, explain, export,"
            + " inspect, import, doctor or demo");
  }
}
