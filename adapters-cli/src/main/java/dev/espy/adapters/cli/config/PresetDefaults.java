package dev.espy.adapters.cli.config;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Default values of options from the preset {@link Presets#STANDARD}; help texts show them. */
public final class PresetDefaults implements IDefaultValueProvider {

  private final ConfigFile standard = ConfigFile.preset(Presets.STANDARD);

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option ? standard.option(ConfigFile.name(option)) : null;
  }
}
