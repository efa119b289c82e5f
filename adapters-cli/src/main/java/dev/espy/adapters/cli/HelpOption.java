package dev.espy.adapters.cli;

import picocli.CommandLine.Option;

/** For commands that do nothing themselves. */
final class HelpOption {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;
}
