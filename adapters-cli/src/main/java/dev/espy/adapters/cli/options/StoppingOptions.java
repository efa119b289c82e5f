package dev.espy.adapters.cli.options;

import picocli.CommandLine.Option;

/**
 * The options for early stopping and the choice of the best epoch. Each is a setting of the recipe,
 * whose codec reads the typed text.
 */
final class StoppingOptions {

  @Option(
      names = "--patience",
      paramLabel = "N|none",
      description =
          "Stop after N epochs in a row that were not the best. Default: ${DEFAULT-VALUE},"
              + " train all epochs.")
  String patience;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "The metric that chooses the best epoch on the validation images: accuracy,"
              + " balanced-accuracy, macro-f1 or loss. Default: ${DEFAULT-VALUE}.")
  String metric;
}
