package dev.espy.adapters.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What network to train, and what it sees. */
final class NetworkOptions {

  /** Whether the network sees colour. */
  enum Colour {
    AUTO,
    GREY,
    COLOUR
  }

  /** Reads a {@link Colour}. */
  static final class ColourConverter extends Choice<Colour> {
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
          "A network of your own: a YAML file with its layers. With --preset too, the options are"
              + " the preset's.")
  @Nullable Path architecture;

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

  /** Returns whether the network sees colour, null if the images are to decide. */
  @Nullable Boolean inColour() {
    return colour == Colour.AUTO ? null : colour == Colour.COLOUR;
  }
}
