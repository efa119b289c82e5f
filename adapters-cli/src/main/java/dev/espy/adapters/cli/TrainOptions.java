package dev.espy.adapters.cli;

import dev.espy.domain.network.Architecture;
import dev.espy.domain.training.TrainSettings;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** How to train: what {@code train} and {@code tune} have in common. */
final class TrainOptions {

  private static final double VALIDATION = 0.2;

  /** How to read the data, and what of them to validate on. */
  static final class Data extends DataOptions {

    @Option(
        names = "--validation",
        converter = Numbers.Share.class,
        paramLabel = "SHARE",
        description = "Share of the images to validate on. Default: " + VALIDATION + ".")
    @Nullable Double validation;

    @Option(
        names = "--validation-data",
        paramLabel = "DATA",
        description = "Validate on these images instead of a share.")
    @Nullable Path validationData;

    /** Of two options that exclude each other, leaves the one that counts, the typed one first. */
    private void settle(CommandLine command) {
      ParseResult typed = command.getParseResult();
      boolean share = typed.hasMatchedOption("--validation");
      if (share && typed.hasMatchedOption("--validation-data")) {
        throw new ParameterException(
            command, "--validation and --validation-data exclude each other");
      }
      if (share || validationData == null) {
        validationData = null;
        validation = validation == null ? Double.valueOf(VALIDATION) : validation;
      } else {
        validation = null;
      }
    }
  }

  @ArgGroup(validate = false, order = 1, heading = "%nData:%n")
  final Data data = new Data();

  @ArgGroup(validate = false, order = 2, heading = "%nNetwork:%n")
  final NetworkOptions network = new NetworkOptions();

  @ArgGroup(
      validate = false,
      order = 3,
      heading =
          "%nLearning (the defaults are those of the preset "
              + Presets.STANDARD
              + "; a network of your own without%n--preset learns like the preset tutorial):%n")
  final LearningOptions learning = new LearningOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nStopping:%n")
  final StoppingOptions stopping = new StoppingOptions();

  /**
   * Settles what depends on other options.
   *
   * @throws ParameterException if options exclude each other, or one is there twice
   */
  void settle(CommandLine command) {
    Set<OptionSpec> seen = new HashSet<>();
    for (OptionSpec option : command.getParseResult().matchedOptions()) {
      // picocli refuses this by itself, except of options in groups
      if (!seen.add(option)) {
        throw new ParameterException(
            command, "option '%s' should be specified only once".formatted(option.longestName()));
      }
    }
    data.settle(command);
    learning.settle(command);
  }

  /** Returns the settings, the options being settled. */
  TrainSettings settings(Architecture architecture) {
    ImageSize size = network.imageSize;
    return TrainSettings.builder()
        .architecture(architecture)
        .width(size == null ? null : size.width())
        .height(size == null ? null : size.height())
        .colour(network.inColour())
        .validation(data.validation == null ? 0 : data.validation)
        .seed(learning.seed)
        .optimizer(learning.optimizer())
        .learningRate(learning.learningRate)
        .schedule(learning.schedule)
        .batchSize(learning.batchSize)
        .labelSmoothing(learning.labelSmoothing)
        .augmentation(learning.augment.value())
        .classWeights(learning.classWeights == LearningOptions.ClassWeights.AUTO)
        .averaging(learning.averaging)
        .length(learning.epochs)
        .patience(stopping.patience)
        .metric(stopping.metric)
        .build();
  }
}
