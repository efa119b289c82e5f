package dev.espy.adapters.cli;

import dev.espy.domain.network.Architecture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The networks that come with Espy, each with the options that suit it: files of the YAML that
 * users write, too.
 */
final class Presets {

  /** The names of all, as people read them. */
  static final String NAMES = "tutorial, mlp, fast, accurate";

  /** The name of the one that is taken unasked. */
  static final String STANDARD = "fast";

  private static final List<String> ALL = List.of(NAMES.split(", "));

  /** The values of options where nothing is typed, for help texts to name. */
  static final class Defaults implements IDefaultValueProvider {

    private final ConfigFile standard = ConfigFile.of(STANDARD, text(STANDARD));

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
      return argument instanceof OptionSpec option
          ? standard.option(ConfigFile.name(option))
          : null;
    }
  }

  private Presets() {}

  /** Returns all networks by name. */
  static Map<String, Architecture> all() {
    Map<String, Architecture> all = new LinkedHashMap<>();
    for (String name : ALL) {
      ConfigFile file = ConfigFile.of(name, text(name));
      all.put(name, Objects.requireNonNull(file.architecture(), name));
    }
    return all;
  }

  /**
   * Returns a preset's file, its comments included.
   *
   * @throws ParameterException if there is none of that name
   */
  static String text(CommandLine command, String name) {
    if (!exists(name)) {
      throw new ParameterException(command, unknown(name));
    }
    return text(name);
  }

  /** Returns whether there is a preset of that name. */
  static boolean exists(String name) {
    return ALL.contains(name);
  }

  /** Returns what to tell a user who named one that does not exist. */
  static String unknown(String name) {
    return "there is no preset '%s'; there are %s".formatted(name, NAMES);
  }

  private static String text(String name) {
    try (InputStream in = Presets.class.getResourceAsStream("presets/" + name + ".yaml")) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
