package dev.espy.adapters.cli;

import dev.espy.domain.network.Architecture;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The networks that come with Espy, by name. */
final class Presets {

  /** The name of the one that is taken unasked. */
  static final String TUTORIAL = "tutorial";

  private static final Map<String, Architecture> PRESETS =
      Map.of(TUTORIAL, Architecture.tutorial());

  private Presets() {}

  /** Returns all by name. */
  static Map<String, Architecture> all() {
    return PRESETS;
  }

  /**
   * Returns a preset.
   *
   * @throws ParameterException if there is none of that name
   */
  static Architecture get(CommandLine command, String name) {
    Architecture preset = PRESETS.get(name);
    if (preset == null) {
      throw new ParameterException(
          command,
          "there is no preset '%s'; there is %s"
              .formatted(name, String.join(", ", PRESETS.keySet())));
    }
    return preset;
  }
}
