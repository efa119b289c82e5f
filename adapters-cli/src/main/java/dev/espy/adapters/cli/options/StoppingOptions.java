package dev.espy.adapters.cli.options;

import dev.espy.adapters.cli.values.EnumConverter;
import dev.espy.adapters.cli.values.NumberConverters;
import dev.espy.application.train.Metric;
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
          "Stop when N epochs in a row were not the best. Default: ${DEFAULT-VALUE}, go on to the"
              + " end.")
  @Nullable Integer patience;

  @Option(
      names = "--metric",
      defaultValue = "accuracy",
      converter = MetricConverter.class,
      paramLabel = "NAME",
      description =
          "What makes an epoch the best: accuracy, balanced-accuracy, macro-f1 or loss, on the"
              + " validation images. Default: ${DEFAULT-VALUE}.")
  Metric metric;
}
