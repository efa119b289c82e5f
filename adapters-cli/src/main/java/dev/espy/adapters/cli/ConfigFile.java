package dev.espy.adapters.cli;

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
 * A YAML document of a command's options by their long names, and perhaps of a network's layers:
 * what {@code --config} takes, and what presets are.
 */
final class ConfigFile {

  /** Says nothing. */
  static final ConfigFile EMPTY = new ConfigFile(Map.of(), null);

  /** The name under which the network's layers are. */
  static final String LAYERS = "layers";

  /** What belongs to one call of a command and not to how it works. */
  private static final Set<String> LEFT_OUT =
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

  /** What config.yaml says for the record, but is not taken from it. */
  private static final Set<String> FOR_THE_RECORD = Set.of("data", "run");

  private final Map<?, ?> values;
  private final @Nullable Architecture architecture;

  private ConfigFile(Map<?, ?> values, @Nullable Architecture architecture) {
    this.values = values;
    this.architecture = architecture;
  }

  /**
   * Reads a document.
   *
   * @param name what messages call it
   * @throws BadModelException if it is not such a document; which options there are is not checked
   */
  static ConfigFile of(String name, String text) {
    Map<?, ?> values = Documents.settings(name, text);
    Object file = values.get("architecture");
    if (file != null && values.containsKey(LAYERS)) {
      throw new BadModelException(name + ": 'layers' and 'architecture' exclude each other");
    }
    Architecture architecture = null;
    if (file != null) {
      architecture = Documents.architecture(path(name, file.toString()));
    } else if (values.containsKey(LAYERS)) {
      architecture = Documents.layers(name, Collections.singletonMap(LAYERS, values.get(LAYERS)));
    }
    return new ConfigFile(values, architecture);
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
   * @throws ParameterException if it cannot be read, is not such a document, or names what is no
   *     option
   */
  static ConfigFile read(Path file, CommandLine command) {
    try {
      ConfigFile config = of(file.toString(), Documents.text(file));
      String preset = config.option("preset");
      if (preset != null && !Presets.exists(preset)) {
        throw new ParameterException(command, file + ": " + Presets.unknown(preset));
      }
      Set<String> known =
          command.getCommandSpec().options().stream()
              .map(ConfigFile::name)
              .filter(name -> !LEFT_OUT.contains(name))
              .collect(Collectors.toCollection(TreeSet::new));
      known.add(LAYERS);
      for (Object key : config.values.keySet()) {
        if (!known.contains(String.valueOf(key)) && !FOR_THE_RECORD.contains(String.valueOf(key))) {
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

  /** Returns the network that it describes, null if it does not describe one. */
  @Nullable Architecture architecture() {
    return architecture;
  }

  /** Returns what it says of an option, null if it does not mention it. */
  @Nullable String option(String name) {
    Object value = FOR_THE_RECORD.contains(name) ? null : values.get(name);
    return value == null ? null : value.toString();
  }

  /** Returns the values of options that are not typed: this file's, else another's. */
  IDefaultValueProvider before(ConfigFile other) {
    return argument -> {
      if (!(argument instanceof OptionSpec option)) {
        return null;
      }
      String value = option(name(option));
      return value == null ? other.option(name(option)) : value;
    };
  }

  /**
   * Returns a command's options by name with the values that they have, and those of them that it
   * has no value for but a default, which is then {@code none}.
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
      if (!LEFT_OUT.contains(name) && value != null) {
        described.put(name, notation(value));
      }
    }
    return described;
  }

  private static Object notation(Object value) {
    if (value instanceof Enum<?> word) {
      return Choice.notation(word);
    }
    if (value instanceof TrainingLength length && !length.inSteps()) {
      return length.number();
    }
    return value instanceof Number ? value : value.toString();
  }

  /** Returns values as text, but for the layers, which a model has anyway. */
  static Map<String, String> text(Map<String, Object> described) {
    Map<String, String> text = new LinkedHashMap<>();
    described.forEach((name, value) -> text.put(name, value.toString()));
    text.remove(LAYERS);
    return text;
  }

  /** Returns the name of an option in such a document. */
  static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }
}
