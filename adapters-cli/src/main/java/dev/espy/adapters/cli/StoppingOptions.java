package dev.espy.adapters.cli;

import dev.espy.domain.training.Metric;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When learning ends, and which epoch is kept. */
final class StoppingOptions {

  /** Reads a {@link Metric}. */
  static final class MetricConverter extends Choice<Metric> {
    MetricConverter() {
      super(Metric.class);
    }
  }

  @Option(
      names = "--patience",
      defaultValue = "none",
      converter = Numbers.PositiveOrNone.class,
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
