package dev.espy.adapters.cli;

import dev.espy.domain.EspyException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * A command's options as a YAML document, by their long names. What is typed goes before what the
 * file says, and that before the defaults.
 */
final class ConfigFile implements IDefaultValueProvider {

  /** What belongs to one call of a command and not to how it works. */
  private static final Set<String> LEFT_OUT =
      Set.of("config", "help", "json", "metrics-file", "stacktrace", "version");

  /** What config.yaml says for the record, but is not taken from it. */
  private static final Set<String> FOR_THE_RECORD = Set.of("data", "run");

  private final Map<?, ?> values;

  private ConfigFile(Map<?, ?> values) {
    this.values = values;
  }

  /**
   * Reads a file.
   *
   * @throws ParameterException if it cannot be read, is not YAML, or names what is no option
   */
  static ConfigFile read(Path file, CommandLine command) {
    try {
      Map<?, ?> values = Documents.settings(file);
      Set<String> known =
          command.getCommandSpec().options().stream()
              .map(ConfigFile::name)
              .filter(name -> !LEFT_OUT.contains(name))
              .collect(Collectors.toCollection(java.util.TreeSet::new));
      for (Object key : values.keySet()) {
        if (!known.contains(String.valueOf(key)) && !FOR_THE_RECORD.contains(String.valueOf(key))) {
          throw new ParameterException(
              command,
              "%s: there is no option '%s'; there are %s"
                  .formatted(file, key, String.join(", ", known)));
        }
      }
      return new ConfigFile(values);
    } catch (EspyException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || FOR_THE_RECORD.contains(name(option))) {
      return null;
    }
    Object value = values.get(name(option));
    return value == null ? null : value.toString();
  }

  /** Returns a command's arguments by name with the values that they have; those without, too. */
  static Map<String, Object> describe(CommandSpec command) {
    Map<String, Object> described = new LinkedHashMap<>();
    for (ArgSpec argument : command.args()) {
      String name =
          argument instanceof OptionSpec option
              ? name(option)
              : argument.paramLabel().toLowerCase(java.util.Locale.ROOT);
      Object value = argument.getValue();
      if (!LEFT_OUT.contains(name) && value != null) {
        described.put(name, value instanceof Number ? value : value.toString());
      }
    }
    return described;
  }

  /** Returns values as text. */
  static Map<String, String> text(Map<String, Object> described) {
    Map<String, String> text = new LinkedHashMap<>();
    described.forEach((name, value) -> text.put(name, value.toString()));
    return text;
  }

  private static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }
}
