package dev.espy.adapters.cli.options;

import dev.espy.adapters.cli.values.EnumConverter;
import dev.espy.adapters.cli.values.NumberConverters;
import dev.espy.domain.training.Metric;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for early stopping and the choice of the best epoch. */
final class StoppingOptions {

  /** Converts the words for a {@link Metric}. */
  static final class MetricConverter extends EnumConverter<Metric> {
    MetricConverter() {
      super(Metric.class);
    }
  }

  @Option(
      names = "--patience",
      defaultValue = "none",
      converter = NumberConverters.PositiveOrNone.class,
      paramLabel = "N|none",
      description =
          "Stop after N epochs in a row that were not the best. Default: ${DEFAULT-VALUE},"
              + " train all epochs.")
  @Nullable Integer patience;

  @Option(
      names = "--metric",
      defaultValue = "accuracy",
      converter = MetricConverter.class,
      paramLabel = "NAME",
      description =
          "The metric that chooses the best epoch on the validation images: accuracy,"
              + " balanced-accuracy, macro-f1 or loss. Default: ${DEFAULT-VALUE}.")
  Metric metric;
}
