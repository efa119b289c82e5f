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
import dev.espy.adapters.cli.output.JsonDocuments;
import dev.espy.adapters.cli.output.LearningRateReport;
import dev.espy.adapters.cli.output.TextFormat;
import dev.espy.adapters.cli.run.ExistingRun;
import dev.espy.adapters.cli.run.RunContext;
import dev.espy.adapters.cli.run.RunFolder;
import dev.espy.adapters.cli.values.NumberConverters;
import dev.espy.application.RunListener;
import dev.espy.application.review.VerdictApplier;
import dev.espy.application.storage.AtomicFile;
import dev.espy.application.storage.FolderContents;
import dev.espy.application.storage.Outputs;
import dev.espy.application.storage.OwnedFolder;
import dev.espy.application.train.FindLearningRate;
import dev.espy.application.train.FindLearningRateRequest;
import dev.espy.application.train.LearningRateCurve;
import dev.espy.application.train.Train;
import dev.espy.application.train.TrainRequest;
import dev.espy.application.train.TrainResult;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.Shape;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.port.CheckpointStorePort;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.ReportPort;
import dev.espy.domain.port.ReviewStorePort;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.training.Epoch;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code espy train}: trains a model on labelled images. */
@Command(
    name = "train",
    sortOptions = false,
    defaultValueProvider = RecipeDefaults.class,
    description =
        "Makes a model of labelled images, and leaves it with all figures in a run folder.")
public final class TrainCommand implements Callable<Integer> {

  private static final String FOLDS = "folds";

  private final Engines engines;
  private final Function<LearningEngine, Train> train;
  private final CheckpointStorePort checkpoints;
  private final DataSetPort dataSets;
  private final ReviewStorePort reviews;
  private final Function<Path, List<RunListener>> recorders;
  private final Clock clock;
  private final RunContext context;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DATA",
      description = "A folder, a CSV file, or a .zip of either, with labels.")
  private Path data;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "The run folder. Default: runs/<date-time>.")
  private @Nullable Path run;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Take options from this YAML file, such as a run's config.yaml, and the network if"
              + " the file has layers.")
  private @Nullable Path config;

  @Option(
      names = "--resume",
      description =
          "Continue the training in the folder of --run with its settings; --epochs and"
              + " --patience may be raised.")
  private boolean resume;

  @Option(
      names = "--find-learning-rate",
      description =
          "Do not train: try rising learning rates for some batches, and print the loss at each"
              + " one and a rate to start with. Writes no files.")
  private boolean findLearningRate;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME|none",
      description =
          "Train as many epochs, up to --epochs, as fit into this time, such as 90s, 30m or 1h30m,"
              + " including reading and validation. The schedule is always complete. Default:"
              + " ${DEFAULT-VALUE}.")
  String timeLimit; // a setting of the recipe, whose codec reads it

  @Option(
      names = "--folds",
      paramLabel = "K|none",
      converter = NumberConverters.Folds.class,
      description =
          "Look for wrong labels in all images, not only in those to validate on: train K more"
              + " models, each of which judges a K-th of the images without having seen them, and"
              + " list suspected labels in suspects.csv. K is from 2 to 100; 3 is usual. The"
              + " --time-limit covers them. Default: none.")
  private @Nullable Integer folds;

  @Mixin private TrainOptions trainOptions;
  @Mixin private DeviceOption device;
  @Mixin private ThreadsOption threads;
  @Mixin private CommonOptions options;

  /**
   * @param engines the engines
   * @param train the factory of the use case
   * @param checkpoints the store of checkpoints
   * @param dataSets the source of images
   * @param reviews the source of verdicts
   * @param recorders the listeners that write into a run folder
   * @param clock the source of the name of a run folder
   * @param context the console and the cancellation
   */
  public TrainCommand(
      Engines engines,
      Function<LearningEngine, Train> train,
      CheckpointStorePort checkpoints,
      DataSetPort dataSets,
      ReviewStorePort reviews,
      Function<Path, List<RunListener>> recorders,
      Clock clock,
      RunContext context) {
    this.engines = engines;
    this.train = train;
    this.checkpoints = checkpoints;
    this.dataSets = dataSets;
    this.reviews = reviews;
    this.recorders = recorders;
    this.clock = clock;
    this.context = context;
  }

  @Override
  public Integer call() {
    if (resume && (run == null || config != null || findLearningRate)) {
      throw new ParameterException(
          spec.commandLine(),
          "--resume takes the folder of a training, --run DIR, and neither --config nor"
              + " --find-learning-rate");
    }
    if (findLearningRate && folds != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--find-learning-rate makes no model, so there is nothing for --folds to do; leave one"
              + " of them out");
    }
    if (findLearningRate) {
      return findLearningRate(resolve(file(config)));
    }
    try (OwnedFolder folder = RunFolder.open(run, clock, "", FolderContents.RUN)) {
      return train(folder);
    }
  }

  private ConfigFile file(@Nullable Path path) {
    return path == null ? ConfigFile.EMPTY : ConfigFile.read(path, spec.commandLine());
  }

  private Recipe resolve(ConfigFile file) {
    return trainOptions.resolve(file, spec.commandLine(), Set.of());
  }

  private int train(OwnedFolder owned) {
    Path folder = owned.path();
    ExistingRun earlier = new ExistingRun(folder, spec.commandLine(), checkpoints);
    if (!resume) {
      earlier.refuseUnfinished();
    }
    ConfigFile file = resume ? earlier.configFile() : file(config);
    Recipe recipe = resolve(file);
    int foldCount = folds(file, resume ? folder.resolve(FolderContents.CONFIG) : config);
    if (resume) {
      earlier.check(file, describe(folder, recipe, foldCount));
    }
    Outputs outputs = options.outputs(FolderContents.RUN.in(folder));
    return context.run(
        options,
        0,
        recorders.apply(folder),
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
            if (resume && !earlier.hasCheckpoint()) {
              listener.note(folder + ": there is no checkpoint yet; beginning with epoch 1.");
            }
            if (!resume || !earlier.hasCheckpoint()) {
              earlier.clear();
            }
            String begun = earlier.hasCheckpoint() ? earlier.configText() : null;
            writeConfig(folder, recipe, foldCount);
            // Without a checkpoint this begins with the first epoch.
            TrainRequest request =
                new TrainRequest(
                    images,
                    validationImages,
                    recipe,
                    folder,
                    trainOptions.origin(data, folder),
                    verdicts.verdicts(),
                    foldCount,
                    true);
            TrainResult result;
            try {
              result =
                  train
                      .apply(engine)
                      .run(request, owned, context.control(listener, threads.count()));
            } catch (BadDataSetException e) {
              // Nothing was learned, so the settings of the earlier training still hold.
              if (begun != null) {
                AtomicFile.write(folder.resolve(FolderContents.CONFIG), begun);
              }
              throw e;
            }
            Shape input = result.model().preprocessing().input();
            writeConfig(folder, recipe.toBuilder().input(input).build(), foldCount);
            context.summarize(options, metrics);
            EvaluationReport.unreadable(context.console().err(), result.unreadable(), false);
            context.print(options, document(folder, result), () -> print(folder, result));
            if (result.reportFailure() != null) {
              throw result.reportFailure();
            }
            return ExitStatus.of(result.finished(), result.unreadable().size());
          }
        });
  }

  private int findLearningRate(Recipe recipe) {
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    return context.run(
        options,
        0,
        List.of(),
        (metrics, listener) -> {
          LearningEngine engine =
              engines.learning(device.request(), threads.count(), listener::note);
          VerdictApplier verdicts = trainOptions.verdicts(reviews);
          try (DataSet images = trainOptions.openTraining(dataSets, data, verdicts, listener)) {
            if (!trainOptions.hasValidationData()) {
              // Otherwise the verdicts may be on the validation images, which are not read here.
              verdicts.report(listener);
            }
            LearningRateCurve curve =
                new FindLearningRate(engine.learner())
                    .run(
                        new FindLearningRateRequest(images, recipe, scratch),
                        context.control(listener, threads.count()));
            context.print(
                options,
                LearningRateReport.document(curve),
                () -> LearningRateReport.print(context.console().out(), curve));
            return ExitStatus.DONE;
          }
        });
  }

  /**
   * Returns the number of folds, 0 for none; the command line wins.
   *
   * @param file the settings
   * @param path the file of the settings, if there is one
   */
  private int folds(ConfigFile file, @Nullable Path path) {
    String text = file.text(FOLDS);
    try {
      return folds != null
          ? folds
          : text == null ? 0 : NumberConverters.Folds.NOTATION.reader().apply(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "%s: %s: %s".formatted(path, FOLDS, e.getMessage()), e);
    }
  }

  private Map<String, Object> describe(Path folder, Recipe recipe, int foldCount) {
    Map<String, Object> described = trainOptions.describe(data, folder, recipe);
    described.put(FOLDS, NumberConverters.Folds.NOTATION.writer().apply(foldCount));
    return described;
  }

  private void writeConfig(Path folder, Recipe recipe, int foldCount) {
    AtomicFile.write(
        folder.resolve(FolderContents.CONFIG), Yaml.write(describe(folder, recipe, foldCount)));
  }

  private void print(Path folder, TrainResult result) {
    PrintWriter out = context.console().out();
    result
        .best()
        .ifPresentOrElse(
            epoch ->
                out.printf("best epoch         %d of %d%n", epoch.number(), result.epochs().size()),
            () -> out.println("no complete epoch"));
    result
        .evaluation()
        .ifPresentOrElse(
            evaluation -> EvaluationReport.headline(out, evaluation),
            () -> out.println("not validated"));
    TrainResult.Suspects suspects = result.suspects();
    if (suspects != null && suspects.labels() > 0) {
      out.printf(
          "suspected labels   %,d of %s judged, in %s%n",
          suspects.labels(),
          TextFormat.count(suspects.judged(), "image"),
          folder.resolve(FolderContents.SUSPECTS));
    }
    if (result.reportFailure() == null) {
      out.printf("report             %s%n", folder.resolve(ReportPort.FILE_NAME));
    }
    out.printf("model              %s%n", result.modelFile());
    out.printf("run folder         %s%n", folder);
  }

  private Map<String, @Nullable Object> document(Path folder, TrainResult result) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("run", folder.toString());
    document.put("model", result.modelFile().toString());
    document.put(
        "report",
        result.reportFailure() == null ? folder.resolve(ReportPort.FILE_NAME).toString() : null);
    document.put("finished", result.finished());
    document.put("epochs", result.epochs().size());
    document.put("bestEpoch", result.best().map(Epoch::number).orElse(null));
    document.put(
        "majorityBaseline", result.evaluation().map(Evaluation::majorityBaseline).orElse(null));
    document.put("evaluation", result.evaluation().map(JsonDocuments::evaluation).orElse(null));
    TrainResult.Suspects suspects = result.suspects();
    document.put("suspects", suspects == null ? null : suspects.labels());
    document.put("judged", suspects == null ? null : suspects.judged());
    document.put("unreadable", result.unreadable().size());
    return document;
  }
}
