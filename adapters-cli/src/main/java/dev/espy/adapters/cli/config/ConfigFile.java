package dev.espy.adapters.cli.config;

import dev.espy.domain.BadModelException;
import dev.espy.domain.EspyException;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.recipe.InvalidSettingException;
import dev.espy.domain.recipe.PartialRecipe;
import dev.espy.domain.recipe.RecipeCodec;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * A YAML file of settings: those of the recipe, and values of other options by their long names.
 *
 * @param values every value by name
 * @param recipe the settings of the recipe among them
 */
public record ConfigFile(Map<String, Object> values, PartialRecipe recipe) {

  /** A file without values. */
  public static final ConfigFile EMPTY = new ConfigFile(Map.of(), PartialRecipe.EMPTY);

  /** The name under which a file gives another file, with the layers of a network. */
  private static final String ARCHITECTURE = "architecture";

  /** Options that belong to one call and are not recorded in files. */
  private static final Set<String> PER_CALL =
      Set.of(
          "config",
          "device",
          "find-learning-rate",
          "help",
          "json",
          "metrics-file",
          "metrics-port",
          "quiet",
          "resume",
          "stacktrace",
          "threads",
          "version");

  /** Values that config.yaml records but that not every command reads from it. */
  private static final Set<String> RECORDED_ONLY = Set.of("data", "run", "folds");

  /** Copies the map, keeping its order. */
  public ConfigFile {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Reads a file.
   *
   * @param file the YAML file
   * @param command the command whose options the file may set
   * @throws ParameterException if the file cannot be read, is malformed, or has a setting that does
   *     not exist or a value that it cannot have
   */
  public static ConfigFile read(Path file, CommandLine command) {
    return read(file, command, values -> values);
  }

  /**
   * Reads the file of a run that is resumed. If an older version began the run, missing settings
   * get the values with which this version computes as that one did.
   *
   * @param file the YAML file
   * @param command the command whose options the file may set
   * @throws ParameterException as {@link #read} does
   */
  public static ConfigFile readBegun(Path file, CommandLine command) {
    return read(file, command, RecipeCodec::completed);
  }

  private static ConfigFile read(
      Path file, CommandLine command, UnaryOperator<Map<String, Object>> change) {
    try {
      Map<String, Object> values = change.apply(Yaml.settings(file.toString(), Yaml.text(file)));
      requireKnown(file, values.keySet(), command);
      requireText(file, values, command);
      return new ConfigFile(values, recipe(file, values));
    } catch (InvalidSettingException e) {
      String place = e.setting().equals(RecipeCodec.PRESET) ? "" : e.setting() + ": ";
      throw new ParameterException(command, file + ": " + place + e.getMessage(), e);
    } catch (EspyException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
  }

  private static void requireKnown(Path file, Set<String> names, CommandLine command) {
    Set<String> known =
        command.getCommandSpec().options().stream()
            .map(ConfigFile::name)
            .filter(name -> !PER_CALL.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    known.add(RecipeCodec.LAYERS);
    for (String name : names) {
      if (!known.contains(name)
          && !RECORDED_ONLY.contains(name)
          && !RecipeCodec.renamed().containsKey(name)) {
        throw new ParameterException(
            command,
            "%s: there is no option '%s'; there are %s"
                .formatted(file, name, String.join(", ", known)));
      }
    }
  }

  private static void requireText(Path file, Map<String, Object> values, CommandLine command) {
    values.forEach(
        (name, value) -> {
          if (!name.equals(RecipeCodec.LAYERS)
              && (value instanceof Collection || value instanceof Map || value instanceof byte[])) {
            throw new ParameterException(
                command,
                "%s: %s: give a number or a text; a list is items separated by commas"
                    .formatted(file, name));
          }
        });
  }

  private static PartialRecipe recipe(Path file, Map<String, Object> values) {
    Object architecture = values.get(ARCHITECTURE);
    if (architecture != null && values.containsKey(RecipeCodec.LAYERS)) {
      throw new BadModelException(file + ": 'layers' and 'architecture' exclude each other");
    }
    PartialRecipe recipe;
    try {
      recipe = RecipeCodec.read(values);
    } catch (BadModelException e) {
      throw new BadModelException(file + ": " + e.getMessage(), e);
    }
    return architecture == null
        ? recipe
        : recipe.with(architecture(file.toString(), architecture.toString()));
  }

  private static Architecture architecture(String name, String file) {
    return Yaml.architecture(path(name, file));
  }

  private static Path path(String name, String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new BadModelException("%s: '%s' is not the name of a file".formatted(name, file), e);
    }
  }

  /**
   * Returns every value by its present name, and settings of the recipe in their usual form.
   *
   * @param command the command to which an exception refers
   * @throws ParameterException if two settings exclude each other
   */
  public Map<String, Object> normalized(CommandLine command) {
    Map<String, Object> written;
    try {
      written = RecipeCodec.write(recipe.recipe().resolved());
    } catch (InvalidSettingException e) {
      throw new ParameterException(
          command, "the options of the run exclude each other: " + e.getMessage(), e);
    }
    Map<String, Object> normalized = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          String present = RecipeCodec.renamed().getOrDefault(name, name);
          normalized.put(present, written.getOrDefault(present, value));
        });
    return normalized;
  }

  /** Returns the value of an option as text, null if the file does not set it. */
  public @Nullable String text(String name) {
    Object value = values.get(name);
    return value == null ? null : value.toString();
  }

  /**
   * Returns the value of an option as a path, null if the file does not set it.
   *
   * @throws BadModelException if it is not the name of a file
   */
  public @Nullable Path path(String name) {
    String text = text(name);
    return text == null ? null : path("--config", text);
  }

  /** Returns an option's name in files: its longest name without dashes. */
  public static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }
}
