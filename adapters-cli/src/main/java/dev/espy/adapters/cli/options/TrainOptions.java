package dev.espy.adapters.cli.options;

import dev.espy.adapters.cli.config.ConfigFile;
import dev.espy.adapters.cli.config.Yaml;
import dev.espy.application.RunListener;
import dev.espy.application.review.VerdictApplier;
import dev.espy.domain.EspyException;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.DataSetPort.Purpose;
import dev.espy.domain.port.ReviewStorePort;
import dev.espy.domain.recipe.InvalidSettingException;
import dev.espy.domain.recipe.PartialRecipe;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.recipe.RecipeCodec;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The options for training that {@code train} and {@code tune} share. */
public final class TrainOptions {

  /** The options for the training data and the validation data. */
  static final class Data extends DataOptions {

    @Option(
        names = "--validation",
        paramLabel = "SHARE",
        description = "Share of the images to validate on. Default: ${DEFAULT-VALUE}.")
    String validation;

    @Option(
        names = "--validation-data",
        paramLabel = "DATA",
        description = "Validate on these images instead of a share.")
    @Nullable Path validationData;

    @Option(
        names = "--verdicts",
        paramLabel = "FILE",
        description =
            "Correct labels by this CSV, a copy of a run's suspects.csv with the columns verdict"
                + " (keep, change or remove) and new_label. The data stay as they are.")
    @Nullable Path verdicts;

    @Override
    void describe(Map<String, String> described) {
      super.describe(described);
      if (validationData != null) {
        described.put("validation-data", validationData.toString());
      }
      if (verdicts != null) {
        described.put("verdicts", verdicts.toString());
      }
    }

    /** Takes what was not typed from a file, and resolves mutually exclusive options. */
    private void resolve(ConfigFile file, CommandLine command) {
      ParseResult typed = command.getParseResult();
      boolean share = typed.hasMatchedOption("--validation");
      if (share && validationData != null) {
        throw new ParameterException(
            command, "--validation and --validation-data exclude each other");
      }
      if (!share && validationData == null) {
        validationData = file.path("validation-data");
      }
      verdicts = verdicts == null ? file.path("verdicts") : verdicts;
      takeFrom(file);
    }
  }

  @ArgGroup(validate = false, order = 1, heading = "%nData:%n")
  private final Data data = new Data();

  @ArgGroup(validate = false, order = 2, heading = "%nNetwork:%n")
  private final NetworkOptions network = new NetworkOptions();

  @ArgGroup(
      validate = false,
      order = 3,
      heading =
          "%nLearning (defaults of the preset fast; of tutorial for a network of your own):%n")
  final LearningOptions learning = new LearningOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nStopping:%n")
  final StoppingOptions stopping = new StoppingOptions();

  /**
   * Returns the recipe that the options give: typed ones win over those of a file, and these over
   * the preset's. Options for the data that were not typed are taken from the file, too.
   *
   * @param file the config file
   * @param command the command with its typed options
   * @param notTaken names of typed options that are not settings of the recipe
   * @throws ParameterException if options exclude each other, one is typed twice, or one cannot
   *     have its value
   * @throws EspyException if the file of --architecture does not hold one
   */
  public Recipe resolve(ConfigFile file, CommandLine command, Set<String> notTaken) {
    requireOnce(command);
    try {
      data.resolve(file, command);
    } catch (EspyException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
    Map<String, String> typed = new LinkedHashMap<>();
    for (OptionSpec option : command.getParseResult().matchedOptions()) {
      String name = ConfigFile.name(option);
      if (RecipeCodec.names().contains(name) && !notTaken.contains(name)) {
        typed.put(name, option.getValue());
      }
    }
    try {
      PartialRecipe recipe = RecipeCodec.readTyped(typed);
      if (network.architecture != null) {
        recipe = recipe.with(Yaml.architecture(network.architecture));
      }
      return recipe.over(file.recipe()).recipe();
    } catch (InvalidSettingException e) {
      throw new ParameterException(
          command, "invalid value for option '--%s': %s".formatted(e.setting(), e.getMessage()), e);
    }
  }

  private static void requireOnce(CommandLine command) {
    Set<OptionSpec> seen = new HashSet<>();
    for (OptionSpec option : command.getParseResult().matchedOptions()) {
      // picocli checks this itself, except for options in groups.
      if (!seen.add(option)) {
        throw new ParameterException(
            command, "option '%s' should be specified only once".formatted(option.longestName()));
      }
    }
  }

  /** Returns whether images are set aside for validation; call {@link #resolve} first. */
  public boolean hasValidation(Recipe recipe) {
    return data.validationData != null || recipe.validation().share() > 0;
  }

  /**
   * Reads the verdicts of --verdicts, none if that is not set; call {@link #resolve} first.
   *
   * @throws EspyException if they cannot be read
   */
  public VerdictApplier verdicts(ReviewStorePort reviews) {
    return VerdictApplier.load(reviews, data.verdicts);
  }

  /** Returns whether there are validation data of their own; call {@link #resolve} first. */
  public boolean hasValidationData() {
    return data.validationData != null;
  }

  /** Opens the training data, with the verdicts applied. */
  public DataSet openTraining(
      DataSetPort dataSets, Path path, VerdictApplier verdicts, RunListener listener) {
    return verdicts.apply(data.open(dataSets, path, Purpose.TRAIN, listener));
  }

  /** Opens the data of --validation-data, with the verdicts applied, null if that is not set. */
  public @Nullable DataSet openValidation(
      DataSetPort dataSets, VerdictApplier verdicts, RunListener listener) {
    DataSet opened = data.openBesides(dataSets, data.validationData, listener);
    return opened == null ? null : verdicts.apply(opened);
  }

  /**
   * Returns how the images are found, by name; call {@link #resolve} first.
   *
   * @param path the data set
   * @param folder the run folder
   */
  public Map<String, String> origin(Path path, Path folder) {
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("data", path.toString());
    origin.put("run", folder.toString());
    data.describe(origin);
    return origin;
  }

  /**
   * Returns everything needed to repeat a run, by name, for a config file; call {@link #resolve}
   * first.
   *
   * @param path the data set
   * @param folder the run folder
   * @param recipe the recipe
   */
  public Map<String, Object> describe(Path path, Path folder, Recipe recipe) {
    Map<String, Object> described = new LinkedHashMap<>(origin(path, folder));
    described.putAll(RecipeCodec.write(recipe.resolved()));
    if (data.validationData != null) {
      described.remove(RecipeCodec.VALIDATION);
    }
    return described;
  }
}
