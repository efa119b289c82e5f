package dev.espy.adapters.cli.config;

import dev.espy.adapters.cli.values.EnumConverter;
import dev.espy.domain.BadModelException;
import dev.espy.domain.EspyException;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.training.TrainingLength;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Values of a command's options, by their long names, and optionally a network's layers: the YAML
 * document that {@code --config} takes, and of which presets consist.
 */
public final class ConfigFile {

  /** A file without values. */
  public static final ConfigFile EMPTY = new ConfigFile(Map.of(), null);

  /** Options that belong to one call and are not recorded in files. */
  private static final Set<String> PER_CALL =
      Set.of(
          "config",
          "device",
          "find-learning-rate",
          "help",
          "json",
          "metrics-file",
          "resume",
          "stacktrace",
          "version");

  /** Options that config.yaml records but that are not read from it. */
  private static final Set<String> RECORDED_ONLY = Set.of("data", "run");

  private final Map<?, ?> values;
  private final @Nullable Architecture architecture;

  private ConfigFile(Map<?, ?> values, @Nullable Architecture architecture) {
    this.values = values;
    this.architecture = architecture;
  }

  /**
   * Parses a document without checking the names of its options.
   *
   * @param name the document's name in messages
   * @param text the document in YAML
   * @throws BadModelException if the document or its network is malformed
   */
  static ConfigFile of(String name, String text) {
    Map<?, ?> values = Yaml.settings(name, text);
    Object file = values.get("architecture");
    if (file != null && values.containsKey(Yaml.LAYERS)) {
      throw new BadModelException(name + ": 'layers' and 'architecture' exclude each other");
    }
    Architecture architecture = null;
    if (file != null) {
      architecture = Yaml.architecture(path(name, file.toString()));
    } else if (values.containsKey(Yaml.LAYERS)) {
      architecture =
          Yaml.layers(name, Collections.singletonMap(Yaml.LAYERS, values.get(Yaml.LAYERS)));
    }
    return new ConfigFile(values, architecture);
  }

  /** Returns a preset's values and network. */
  public static ConfigFile preset(String name) {
    return of(name, Presets.text(name));
  }

  private static Path path(String name, String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new BadModelException("%s: '%s' is not the name of a file".formatted(name, file), e);
    }
  }

  /**
   * Reads a file.
   *
   * @param file the YAML file
   * @param command the command whose options the file may set
   * @throws ParameterException if the file cannot be read, is malformed, or sets an option or a
   *     preset that does not exist
   */
  public static ConfigFile read(Path file, CommandLine command) {
    try {
      ConfigFile config = of(file.toString(), Yaml.text(file));
      String preset = config.option("preset");
      if (preset != null && !Presets.exists(preset)) {
        throw new ParameterException(command, file + ": " + Presets.unknown(preset));
      }
      Set<String> known =
          command.getCommandSpec().options().stream()
              .map(ConfigFile::name)
              .filter(name -> !PER_CALL.contains(name))
              .collect(Collectors.toCollection(TreeSet::new));
      known.add(Yaml.LAYERS);
      for (Object key : config.values.keySet()) {
        if (!known.contains(String.valueOf(key)) && !RECORDED_ONLY.contains(String.valueOf(key))) {
          throw new ParameterException(
              command,
              "%s: there is no option '%s'; there are %s"
                  .formatted(file, key, String.join(", ", known)));
        }
      }
      return config;
    } catch (EspyException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
  }

  /** Returns the file's network, null if it has none. */
  public @Nullable Architecture architecture() {
    return architecture;
  }

  /** Returns an option's value, null if the file does not set it. */
  @Nullable String option(String name) {
    Object value = RECORDED_ONLY.contains(name) ? null : values.get(name);
    return value == null ? null : value.toString();
  }

  /** Returns default values for options: this file's; where it has none, those of a fallback. */
  IDefaultValueProvider defaultsOver(ConfigFile fallback) {
    return argument -> {
      if (!(argument instanceof OptionSpec option)) {
        return null;
      }
      String value = option(name(option));
      return value == null ? fallback.option(name(option)) : value;
    };
  }

  /**
   * Returns the values of a command's options by name. An option without a value has its default,
   * which is then {@code none}.
   */
  static Map<String, Object> describe(CommandSpec command) {
    Map<String, Object> described = new LinkedHashMap<>();
    for (ArgSpec argument : command.args()) {
      String name =
          argument instanceof OptionSpec option
              ? name(option)
              : argument.paramLabel().toLowerCase(Locale.ROOT);
      Object value = argument.getValue();
      if (value == null) {
        value = argument.defaultValue();
      }
      if (!PER_CALL.contains(name) && value != null) {
        described.put(name, notation(value));
      }
    }
    return described;
  }

  private static Object notation(Object value) {
    if (value instanceof Enum<?> word) {
      return EnumConverter.notation(word);
    }
    if (value instanceof TrainingLength length && !length.inSteps()) {
      return length.number();
    }
    return value instanceof Number ? value : value.toString();
  }

  /** Returns values as text, except for the layers, which every model holds anyway. */
  public static Map<String, String> text(Map<String, Object> described) {
    Map<String, String> text = new LinkedHashMap<>();
    described.forEach((name, value) -> text.put(name, value.toString()));
    text.remove(Yaml.LAYERS);
    return text;
  }

  /** Returns an option's name in such a document. */
  public static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }
}
