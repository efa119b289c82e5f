package dev.espy.adapters.cli.commands;

import dev.espy.adapters.cli.config.ConfigFile;
import dev.espy.adapters.cli.config.RecipeDefaults;
import dev.espy.adapters.cli.config.Yaml;
import dev.espy.adapters.cli.engines.Engines;
import dev.espy.adapters.cli.engines.LearningEngine;
import dev.espy.adapters.cli.options.CommonOptions;
import dev.espy.adapters.cli.options.DeviceOption;
import dev.espy.adapters.cli.options.ThreadsOption;
import dev.espy.adapters.cli.options.TrainOptions;
import dev.espy.adapters.cli.output.EvaluationReport;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.output.TuneReport;
import dev.espy.adapters.cli.run.ExistingRun;
import dev.espy.adapters.cli.run.RunContext;
import dev.espy.adapters.cli.run.RunFolder;
import dev.espy.application.review.VerdictApplier;
import dev.espy.application.storage.AtomicFile;
import dev.espy.application.storage.FolderContents;
import dev.espy.application.storage.Outputs;
import dev.espy.application.storage.OwnedFolder;
import dev.espy.application.tune.Tune;
import dev.espy.application.tune.TuneRequest;
import dev.espy.application.tune.TuneRequest.Budget;
import dev.espy.application.tune.TuneResult;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.ReviewStorePort;
import dev.espy.domain.port.SearchStorePort;
import dev.espy.domain.recipe.Notation;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.recipe.RecipeCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code espy tune}: searches for better settings of training. */
@Command(
    name = "tune",
    sortOptions = false,
    defaultValueProvider = RecipeDefaults.class,
    description =
        "Finds a better learning rate, weight decay, augmentation and width of the network than"
            + " those it is given: tries many for a short time, the best of them for longer, and"
            + " writes the best as a file for train --config.")
public final class TuneCommand implements Callable<Integer> {

  /** The file of the options of a search. */
  private static final String OPTIONS = FolderContents.SEARCH_OPTIONS;

  private static final String BEST = FolderContents.BEST;

  private static final Duration STANDARD = Duration.ofHours(1);

  private static final String TRIALS = "trials";

  private final Engines engines;
  private final Function<LearningEngine, Tune> tune;
  private final DataSetPort dataSets;
  private final ReviewStorePort reviews;
  private final Clock clock;
  private final RunContext context;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DATA",
      description = "A folder, a CSV file, or a .zip of either, with labels.")
  private Path data;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      description =
          "Try as many settings as this time allows, such as 30m or 2h, including reading."
              + " Default: 1h.")
  private String timeLimit;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description =
          "Try N settings instead, however long that takes; with the same seed the result is"
              + " the same.")
  private String trials;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "The folder of the search. Default: runs/<date-time>-tune.")
  private @Nullable Path run;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Start with the options of this YAML file, except its time limit, and its network if"
              + " the file has layers.")
  private @Nullable Path config;

  @Option(
      names = "--resume",
      description = "Continue the search in the folder of --run with its options.")
  private boolean resume;

  @Mixin private TrainOptions trainOptions;
  @Mixin private DeviceOption device;
  @Mixin private ThreadsOption threads;
  @Mixin private CommonOptions options;

  /**
   * @param engines the engines
   * @param tune the factory of the use case
   * @param dataSets the source of images
   * @param reviews the source of verdicts
   * @param clock the source of the name of a folder
   * @param context the console and the cancellation
   */
  public TuneCommand(
      Engines engines,
      Function<LearningEngine, Tune> tune,
      DataSetPort dataSets,
      ReviewStorePort reviews,
      Clock clock,
      RunContext context) {
    this.engines = engines;
    this.tune = tune;
    this.dataSets = dataSets;
    this.reviews = reviews;
    this.clock = clock;
    this.context = context;
  }

  @Override
  public Integer call() {
    if (resume && (run == null || config != null)) {
      throw new ParameterException(
          spec.commandLine(), "--resume takes the folder of a search, --run DIR, and no --config");
    }
    try (OwnedFolder folder = RunFolder.open(run, clock, "-tune", FolderContents.SEARCH)) {
      return tune(folder);
    }
  }

  private int tune(OwnedFolder owned) {
    CommandLine command = spec.commandLine();
    Path folder = owned.path();
    Path begun = folder.resolve(OPTIONS);
    ConfigFile file = file(command, folder, begun);
    // The time limit is that of the search, not that of a training.
    Recipe base =
        trainOptions.resolve(file, command, Set.of(RecipeCodec.TIME_LIMIT)).toBuilder()
            .timeLimit(null)
            .build();
    if (!trainOptions.hasValidation(base)) {
      throw new ParameterException(
          command, "--validation 0 leaves no images by which settings could be compared");
    }
    Budget budget = budget(command, file);
    Map<String, Object> described = describe(folder, base, budget);
    if (resume && !file.equals(ConfigFile.EMPTY)) {
      ExistingRun.check(
          command, folder + ": this search", file.normalized(command), described, Set.of("run"));
    }
    Outputs outputs = options.outputs(FolderContents.SEARCH.in(folder));
    return context.run(
        options,
        0,
        List.of(),
        (metrics, listener) -> {
          LearningEngine engine =
              engines.learning(device.request(), threads.count(), listener::note);
          VerdictApplier verdicts = trainOptions.verdicts(reviews);
          try (DataSet images = trainOptions.openTraining(dataSets, data, verdicts, listener);
              DataSet validationImages =
                  trainOptions.openValidation(dataSets, verdicts, listener)) {
            verdicts.report(listener);
            outputs.spare(images);
            if (validationImages != null) {
              outputs.spare(validationImages);
            }
            AtomicFile.write(begun, Yaml.write(described));
            TuneRequest request = new TuneRequest(images, validationImages, base, budget, folder);
            TuneResult result =
                tune.apply(engine).run(request, owned, context.control(listener, threads.count()));
            Path best = folder.resolve(BEST);
            AtomicFile.write(
                best, TuneReport.heading(result) + Yaml.write(best(folder, base, result)));
            context.summarize(options, metrics);
            EvaluationReport.unreadable(context.console().err(), result.unreadable(), true);
            TuneReport report =
                new TuneReport(result, base.validation().metric(), data, folder, best);
            context.print(options, report.document(), () -> report.print(context.console().out()));
            return ExitStatus.of(result.finished(), result.unreadable().size());
          }
        });
  }

  /** Reads the file of the search that resumes, or of --config; it is empty if there is none. */
  private ConfigFile file(CommandLine command, Path folder, Path begun) {
    if (resume) {
      return Files.exists(begun) ? ConfigFile.readBegun(begun, command) : ConfigFile.EMPTY;
    }
    if (Files.exists(folder.resolve(SearchStorePort.FILE_NAME))) {
      throw new ParameterException(
          command,
          folder
              + ": holds a search; add --resume to go on with it, or begin another in another"
              + " folder");
    }
    return config == null ? ConfigFile.EMPTY : ConfigFile.read(config, command);
  }

  /**
   * Returns the size of the search. The command line wins over the file of a search that resumes;
   * in other files a time limit limits one training, not the search.
   */
  private Budget budget(CommandLine command, ConfigFile file) {
    ParseResult typed = command.getParseResult();
    boolean limited = typed.hasMatchedOption("--time-limit");
    boolean counted = typed.hasMatchedOption("--trials");
    if (limited && counted) {
      throw new ParameterException(command, "--time-limit and --trials exclude each other");
    }
    Integer number = counted ? value(TRIALS, Notation.positive(), trials) : null;
    Duration limit =
        limited ? value(RecipeCodec.TIME_LIMIT, Notation.duration().or("none"), timeLimit) : null;
    if (limited && limit == null) {
      throw new ParameterException(command, "a search without --time-limit needs --trials N");
    }
    String begunTrials = file.text(TRIALS);
    String begunLimit = resume ? file.text(RecipeCodec.TIME_LIMIT) : null;
    if (!limited && !counted && begunTrials != null) {
      number = value(TRIALS, Notation.positive(), begunTrials);
    } else if (!limited && !counted) {
      limit =
          begunLimit == null
              ? STANDARD
              : value(RecipeCodec.TIME_LIMIT, Notation.duration(), begunLimit);
    }
    return new Budget(limit, number);
  }

  private <T extends @Nullable Object> T value(String name, Notation<T> notation, String text) {
    try {
      return notation.reader().apply(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(),
          "invalid value for option '--%s': %s".formatted(name, e.getMessage()),
          e);
    }
  }

  /** Returns everything needed to repeat the search, by name. */
  private Map<String, Object> describe(Path folder, Recipe base, Budget budget) {
    Map<String, Object> described = trainOptions.describe(data, folder, base);
    described.remove(RecipeCodec.TIME_LIMIT);
    if (budget.trials() != null) {
      described.put(TRIALS, budget.trials());
    } else if (budget.timeLimit() != null) {
      described.put(RecipeCodec.TIME_LIMIT, Notation.duration().writer().apply(budget.timeLimit()));
    }
    return described;
  }

  /** Returns the options of the best recipe for {@code train --config}. */
  private Map<String, Object> best(Path folder, Recipe base, TuneResult result) {
    Recipe tried = result.best().recipe();
    Recipe best =
        base.toBuilder()
            .learningRate(tried.optimization().learningRate())
            .weightDecay(tried.weightDecay())
            .augmentation(tried.augmentation())
            .network(tried.network())
            .build();
    Map<String, Object> described = trainOptions.describe(data, folder, best);
    described.keySet().removeAll(Set.of("run", RecipeCodec.TIME_LIMIT));
    return described;
  }
}
