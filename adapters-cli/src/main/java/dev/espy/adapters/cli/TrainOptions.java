package dev.espy.adapters.cli;

import dev.espy.application.train.TrainSettings;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** How to train. */
final class TrainOptions {

  /** Whether the network sees colour. */
  enum Colour {
    AUTO,
    GREY,
    COLOUR;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads a {@link Colour}. */
  static final class ColourConverter extends Choice<Colour> {
    ColourConverter() {
      super(Colour.class);
    }
  }

  private static final double VALIDATION = 0.2;

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

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "A ready network: tutorial, which is the default.")
  @Nullable String preset;

  @Option(
      names = "--architecture",
      paramLabel = "FILE",
      description =
          "A network of your own in YAML; 'espy inspect --preset tutorial' prints one to start"
              + " from.")
  @Nullable Path architecture;

  @Option(
      names = "--epochs",
      defaultValue = "10",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "How many times to go through the images. Default: ${DEFAULT-VALUE}.")
  int epochs;

  @Option(
      names = "--batch-size",
      defaultValue = "128",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "How many images to learn at once. Default: ${DEFAULT-VALUE}.")
  int batchSize;

  @Option(
      names = "--learning-rate",
      defaultValue = "0.001",
      converter = Numbers.Rate.class,
      paramLabel = "X",
      description = "The optimiser's (Adam's) step size. Default: ${DEFAULT-VALUE}.")
  double learningRate;

  @Option(
      names = "--image-size",
      converter = ImageSize.Converter.class,
      paramLabel = "N|WxH",
      description =
          "The size that images are brought to. Default: the size of most, at most 64 pixels a"
              + " side.")
  @Nullable ImageSize imageSize;

  @Option(
      names = {"--colour", "--color"},
      defaultValue = "auto",
      converter = ColourConverter.class,
      paramLabel = "MODE",
      description = "auto (as the images are), grey, or colour. Default: ${DEFAULT-VALUE}.")
  Colour colour;

  @Option(
      names = "--seed",
      defaultValue = "0",
      converter = Numbers.Whole.class,
      paramLabel = "N",
      description = "Where all chance comes from. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--patience",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Stop when N epochs in a row were not the best. Default: never.")
  @Nullable Integer patience;

  /** Of two options that exclude each other, leaves the one that counts, typed ones first. */
  void settleAlternatives(CommandLine command) {
    if (exclude(command, "--preset", "--architecture") || architecture == null) {
      architecture = null;
      preset = preset == null ? Presets.TUTORIAL : preset;
    } else {
      preset = null;
    }
    if (exclude(command, "--validation", "--validation-data") || validationData == null) {
      validationData = null;
      validation = validation == null ? Double.valueOf(VALIDATION) : validation;
    } else {
      validation = null;
    }
  }

  /** Returns whether the first of two options was typed, refusing both. */
  private static boolean exclude(CommandLine command, String option, String other) {
    ParseResult typed = command.getParseResult();
    if (typed.hasMatchedOption(option) && typed.hasMatchedOption(other)) {
      throw new ParameterException(command, option + " and " + other + " exclude each other");
    }
    return typed.hasMatchedOption(option);
  }

  /**
   * Returns the settings, alternatives being settled.
   *
   * @throws dev.espy.domain.BadModelException if the architecture file is none
   * @throws ParameterException if there is no such preset
   */
  TrainSettings settings(CommandLine command) {
    return TrainSettings.builder()
        .architecture(
            architecture != null
                ? Documents.architecture(architecture)
                : Presets.get(command, String.valueOf(preset)))
        .width(imageSize == null ? null : imageSize.width())
        .height(imageSize == null ? null : imageSize.height())
        .colour(colour == Colour.AUTO ? null : colour == Colour.COLOUR)
        .validation(validation == null ? 0 : validation)
        .seed(seed)
        .learningRate(learningRate)
        .batchSize(batchSize)
        .epochs(epochs)
        .patience(patience)
        .build();
  }
}
