package dev.espy.adapters.cli;

import dev.espy.domain.network.Architecture;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Which network to train, and which options come with it: what is typed goes before what a file
 * says, and a network of one's own before that of a preset.
 *
 * @param preset whose network it is, or null if it is one's own
 * @param options those of the preset, also where only these are taken of it
 * @param architecture the network
 */
record NetworkChoice(@Nullable String preset, ConfigFile options, Architecture architecture) {

  /**
   * Chooses.
   *
   * @param typed what was typed
   * @param config what the file says
   * @throws ParameterException if there is no such preset
   * @throws dev.espy.domain.BadModelException if a file with layers is none
   */
  static NetworkChoice of(NetworkOptions typed, ConfigFile config, CommandLine command) {
    Architecture own = null;
    if (typed.architecture != null) {
      own = Documents.architecture(typed.architecture);
    } else if (typed.preset == null) {
      own = config.architecture();
    }
    String name = typed.preset == null ? config.option("preset") : typed.preset;
    if (name == null && own == null) {
      name = Presets.STANDARD;
    }
    ConfigFile preset =
        name == null ? ConfigFile.EMPTY : ConfigFile.of(name, Presets.text(command, name));
    return own == null
        ? new NetworkChoice(name, preset, Objects.requireNonNull(preset.architecture(), name))
        : new NetworkChoice(null, preset, own);
  }
}
