package dev.espy.adapters.cli;

import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.LayerNotation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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

  /**
   * Parses once more, what was typed being known to be right, with the values of a file and of the
   * preset as defaults.
   *
   * @param spec the command
   * @param source what messages call the file
   * @param file what it says
   * @param own options that mean something else in files, and are not taken from them
   * @throws ParameterException if a value is none
   */
  void layUnder(CommandSpec spec, @Nullable Path source, ConfigFile file, Set<String> own) {
    CommandLine root = spec.root().commandLine();
    IDefaultValueProvider values = file.before(options);
    spec.commandLine()
        .setDefaultValueProvider(
            argument ->
                argument instanceof OptionSpec option && own.contains(ConfigFile.name(option))
                    ? null
                    : values.defaultValue(argument));
    try {
      root.parseArgs(root.getParseResult().originalArgs().toArray(String[]::new));
    } catch (ParameterException e) {
      throw new ParameterException(spec.commandLine(), source + ": " + e.getMessage(), e);
    }
  }

  /** Returns the options with their values, and the network: all that it takes to do it again. */
  Map<String, Object> describe(CommandSpec spec) {
    Map<String, Object> described = ConfigFile.describe(spec);
    described.remove("architecture");
    if (preset == null) {
      described.remove("preset");
      described.putAll(LayerNotation.write(architecture));
    } else {
      described.put("preset", preset);
    }
    return described;
  }
}
