package dev.espy.adapters.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code espy} itself: says what there is. */
@Command(
    name = "espy",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = EspyCommand.Version.class,
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
        "a command is missing: train, tune, validate, predict, export, inspect, import, doctor or"
            + " demo");
  }

  /** The version that was built. */
  public static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Espy " + text()};
    }

    /** Returns the version's text, such as {@code 0.1.0}. */
    static String text() {
      String version = EspyCommand.class.getPackage().getImplementationVersion();
      return version == null ? "(unpackaged)" : version;
    }
  }
}
