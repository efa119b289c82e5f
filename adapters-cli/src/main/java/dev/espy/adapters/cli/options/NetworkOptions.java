package dev.espy.adapters.cli.options;

import dev.espy.adapters.cli.config.Presets;
import dev.espy.adapters.cli.values.EnumConverter;
import dev.espy.adapters.cli.values.ImageSize;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the network and its input. */
final class NetworkOptions {

  /** The colour mode of the network's input. */
  enum Colour {
    AUTO,
    GREY,
    COLOUR
  }

  /** Converts the words for a {@link Colour}. */
  static final class ColourConverter extends EnumConverter<Colour> {
    ColourConverter() {
      super(Colour.class);
    }
  }

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "A ready network with the options that suit it: "
              + Presets.NAMES
              + ". Default: "
              + Presets.STANDARD
              + ", unless there is a network of your own.")
  @Nullable String preset;

  @Option(
      names = "--architecture",
      paramLabel = "FILE",
      description =
          "A network of your own: a YAML file of its layers. With --preset, the options are the"
              + " preset's.")
  @Nullable Path architecture;

  @Option(
      names = "--image-size",
      converter = ImageSize.Converter.class,
      paramLabel = "N|WxH",
      description =
          "Size to which images are resized. Default: the size of most images, at most 64"
              + " pixels a side.")
  @Nullable ImageSize imageSize;

  @Option(
      names = {"--colour", "--color"},
      defaultValue = "auto",
      converter = ColourConverter.class,
      paramLabel = "MODE",
      description = "auto (as the images are), grey, or colour. Default: ${DEFAULT-VALUE}.")
  Colour colour;

  /** Returns whether the input has colour, null if the images decide. */
  @Nullable Boolean inColour() {
    return colour == Colour.AUTO ? null : colour == Colour.COLOUR;
  }
}
