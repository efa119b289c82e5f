package dev.espy.adapters.cli.config;

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
 * The network to train and the preset whose options apply. Typed options take precedence over a
 * file, and a custom network over that of a preset.
 *
 * @param preset the name of the network's preset, or null for a custom network
 * @param options the options of the preset, which may apply to a custom network, too
 * @param architecture the network
 */
public record NetworkChoice(
    @Nullable String preset, ConfigFile options, Architecture architecture) {

  /**
   * Chooses the network.
   *
   * @param typedPreset the typed name of a preset, or null
   * @param typedFile the typed file of a custom network, or null
   * @param config the values of the config file
   * @param command the command to which an exception refers
   * @throws ParameterException if there is no such preset
   * @throws dev.espy.domain.BadModelException if the file does not hold an architecture
   */
  public static NetworkChoice of(
      @Nullable String typedPreset,
      @Nullable Path typedFile,
      ConfigFile config,
      CommandLine command) {
    Architecture own = null;
    if (typedFile != null) {
      own = Yaml.architecture(typedFile);
    } else if (typedPreset == null) {
      own = config.architecture();
    }
    String name = typedPreset == null ? config.option("preset") : typedPreset;
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
   * Sets options that were not typed to the values of a file or of the preset, by parsing the
   * command line again with these values as defaults.
   *
   * @param spec the command, whose command line parsed without errors
   * @param source the file's name in messages, or null if there is no file
   * @param file the values of the file
   * @param ignored the names of options that are not read from the file or the preset
   * @throws ParameterException if a value is invalid
   */
  public void applyDefaults(
      CommandSpec spec, @Nullable Path source, ConfigFile file, Set<String> ignored) {
    CommandLine root = spec.root().commandLine();
    IDefaultValueProvider values = file.defaultsOver(options);
    spec.commandLine()
        .setDefaultValueProvider(
            argument ->
                argument instanceof OptionSpec option && ignored.contains(ConfigFile.name(option))
                    ? null
                    : values.defaultValue(argument));
    try {
      root.parseArgs(root.getParseResult().originalArgs().toArray(String[]::new));
    } catch (ParameterException e) {
      throw new ParameterException(spec.commandLine(), source + ": " + e.getMessage(), e);
    }
  }

  /** Returns the values of all options, and the network: everything needed to repeat the run. */
  public Map<String, Object> describe(CommandSpec spec) {
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
