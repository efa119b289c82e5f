package dev.espy.adapters.cli.config;

import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.recipe.RecipeCodec;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Default values of options for help texts: those of the standard recipe. */
public final class RecipeDefaults implements IDefaultValueProvider {

  /** The values, made when a command first asks: each start makes all commands, and uses one. */
  private static final class Standard {
    static final Map<String, Object> VALUES = RecipeCodec.write(Recipe.standard());
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    Object value =
        argument instanceof OptionSpec option ? Standard.VALUES.get(ConfigFile.name(option)) : null;
    return value == null ? null : value.toString();
  }
}
