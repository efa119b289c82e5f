package dev.espy.adapters.cli.options;

import dev.espy.adapters.cli.config.ConfigFile;
import dev.espy.adapters.cli.config.NetworkChoice;
import dev.espy.adapters.cli.config.Presets;
import dev.espy.adapters.cli.values.EnumConverter;
import dev.espy.adapters.cli.values.ImageSize;
import dev.espy.adapters.cli.values.NumberConverters;
import dev.espy.application.RunListener;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.DataSetPort.Purpose;
import dev.espy.domain.training.TrainSettings;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The options for training that {@code train} and {@code tune} share. */
public final class TrainOptions {

  private static final double VALIDATION = 0.2;

  /** The options for the training data and the validation data. */
  static final class Data extends DataOptions {

    @Option(
        names = "--validation",
        converter = NumberConverters.Share.class,
        paramLabel = "SHARE",
        description = "Share of the images to validate on. Default: " + VALIDATION + ".")
    @Nullable Double validation;

    @Option(
        names = "--validation-data",
        paramLabel = "DATA",
        description = "Validate on these images instead of a share.")
    @Nullable Path validationData;

    /** Resolves mutually exclusive options; the command line wins. */
    private void resolve(CommandLine command) {
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
  private final Data data = new Data();

  @ArgGroup(validate = false, order = 2, heading = "%nNetwork:%n")
  private final NetworkOptions network = new NetworkOptions();

  @ArgGroup(
      validate = false,
      order = 3,
      heading =
          "%nLearning (defaults of the preset "
              + Presets.STANDARD
              + "; of tutorial for a network of your own):%n")
  private final LearningOptions learning = new LearningOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nStopping:%n")
  private final StoppingOptions stopping = new StoppingOptions();

  /**
   * Resolves options that depend on others.
   *
   * @throws ParameterException if options exclude each other, or one is typed twice
   */
  public void resolve(CommandLine command) {
    Set<OptionSpec> seen = new HashSet<>();
    for (OptionSpec option : command.getParseResult().matchedOptions()) {
      // picocli checks this itself, except for options in groups.
      if (!seen.add(option)) {
        throw new ParameterException(
            command, "option '%s' should be specified only once".formatted(option.longestName()));
      }
    }
    data.resolve(command);
    learning.resolve(command);
  }

  /** Returns whether no images are set aside for validation; call {@link #resolve} first. */
  public boolean withoutValidation() {
    return data.validation != null && data.validation == 0;
  }

  /** Returns the network to train. */
  public NetworkChoice network(ConfigFile config, CommandLine command) {
    return NetworkChoice.of(network.preset, network.architecture, config, command);
  }

  /** Opens the training data. */
  public DataSet openTraining(DataSetPort dataSets, Path path, RunListener listener) {
    return data.open(dataSets, path, Purpose.TRAIN, listener);
  }

  /** Opens the data of --validation-data, null if that is not set. */
  public @Nullable DataSet openValidation(DataSetPort dataSets, RunListener listener) {
    return data.openBesides(dataSets, data.validationData, listener);
  }

  /** Returns the values of the options that bring images to an input's shape, by name. */
  public static Map<String, String> imageOptions(Shape input) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("image-size", new ImageSize(input.width(), input.height()).toString());
    options.put(
        "colour",
        EnumConverter.notation(
            input.channels() == 1 ? NetworkOptions.Colour.GREY : NetworkOptions.Colour.COLOUR));
    return options;
  }

  /** Returns the settings of a training of this network; call {@link #resolve} first. */
  public TrainSettings settings(Architecture architecture) {
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
