package dev.espy.adapters.cli.options;

import java.util.List;
import picocli.CommandLine.Option;

/** The choice to print no progress. */
public final class QuietOption {

  private static final String NAME = "--quiet";

  @Option(
      names = {"-q", NAME},
      description =
          "Print no progress and no remarks to standard error, only warnings (about the data,"
              + " unreadable images, an interruption) and errors.")
  private boolean quiet;

  /** Returns whether only results, warnings and errors are printed. */
  public boolean quiet() {
    return quiet;
  }

  /** Returns the option for another command line; nothing if it is not set. */
  public List<String> words() {
    return quiet ? List.of(NAME) : List.of();
  }
}
