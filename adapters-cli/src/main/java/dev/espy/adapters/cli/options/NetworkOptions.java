package dev.espy.adapters.cli.options;

import dev.espy.domain.recipe.Preset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options for the network and its input. All but {@code --architecture} are settings of the
 * recipe, whose codec reads the typed text.
 */
final class NetworkOptions {

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "A ready network with the options that suit it: "
              + Preset.NAMES
              + ". Default: ${DEFAULT-VALUE}, unless there is a network of your own.")
  String preset;

  @Option(
      names = "--architecture",
      paramLabel = "FILE",
      description =
          "A network of your own: a YAML file of its layers. With --preset, the options are the"
              + " preset's.")
  @Nullable Path architecture;

  @Option(
      names = "--image-size",
      paramLabel = "N|WxH|auto",
      description =
          "Size to which images are resized. Default: ${DEFAULT-VALUE}, the median size of the"
              + " images, at most 64 pixels a side.")
  String imageSize;

  @Option(
      names = {"--colour", "--color"},
      paramLabel = "MODE",
      description = "auto (as the images are), grey, or colour. Default: ${DEFAULT-VALUE}.")
  String colour;
}
