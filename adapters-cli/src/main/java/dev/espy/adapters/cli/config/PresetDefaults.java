package dev.espy.adapters.cli.config;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Default values of options from the preset {@link Presets#STANDARD}; help texts show them. */
public final class PresetDefaults implements IDefaultValueProvider {

  /** The preset, parsed when a command first asks: each start makes all commands, and uses one. */
  private static final class Standard {
    static final ConfigFile FILE = ConfigFile.preset(Presets.STANDARD);
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? Standard.FILE.option(ConfigFile.name(option))
        : null;
  }
}
