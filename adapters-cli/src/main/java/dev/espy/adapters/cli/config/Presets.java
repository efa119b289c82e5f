package dev.espy.adapters.cli.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The networks that come with Espy: YAML files of layers and options, in the users' own format. */
public final class Presets {

  /** The names of all presets, separated by commas. */
  public static final String NAMES = "tutorial, mlp, fast, accurate";

  /** The name of the default preset. */
  public static final String STANDARD = "fast";

  private static final List<String> ALL = List.of(NAMES.split(", "));

  private Presets() {}

  /** Returns the names of all presets. */
  static List<String> names() {
    return ALL;
  }

  /**
   * Returns a preset's file, comments included.
   *
   * @param command the command to which an exception refers
   * @param name the preset's name, as typed
   * @throws ParameterException if there is no such preset
   */
  public static String text(CommandLine command, String name) {
    if (!exists(name)) {
      throw new ParameterException(command, unknown(name));
    }
    return text(name);
  }

  /** Returns whether there is a preset with this name. */
  static boolean exists(String name) {
    return ALL.contains(name);
  }

  /** Returns the message for a preset that does not exist. */
  static String unknown(String name) {
    return "there is no preset '%s'; there are %s".formatted(name, NAMES);
  }

  /** Returns the file of an existing preset. */
  static String text(String name) {
    try (InputStream in = Presets.class.getResourceAsStream("presets/" + name + ".yaml")) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
