package dev.espy.adapters.cli.commands;

import dev.espy.adapters.cli.engines.Engines;
import dev.espy.adapters.cli.options.CommonOptions;
import dev.espy.adapters.cli.options.DataOptions;
import dev.espy.adapters.cli.options.EngineOptions;
import dev.espy.adapters.cli.output.ComparisonReport;
import dev.espy.adapters.cli.output.EvaluationReport;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.run.RunContext;
import dev.espy.application.compare.CompareOnData;
import dev.espy.application.compare.CompareRequest;
import dev.espy.application.compare.CompareRuns;
import dev.espy.application.compare.Comparison;
import dev.espy.application.storage.Outputs;
import dev.espy.application.storage.RunFolders;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.DataSetPort.Purpose;
import dev.espy.domain.port.DifferencesPort;
import dev.espy.domain.port.ModelStorePort;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code espy compare}: tells whether one of two runs is better. */
@Command(
    name = "compare",
    sortOptions = false,
    description =
        "Tells whether the difference of two runs is real or may be chance, and on which labels and"
            + " images they differ. Compares their answers to the validation images if both have the"
            + " same, otherwise on the images of --data.")
public final class CompareCommand implements Callable<Integer> {

  private final Engines engines;
  private final CompareRuns runs;
  private final ModelStorePort models;
  private final DifferencesPort differences;
  private final DataSetPort dataSets;
  private final RunContext context;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "The folder of the first run, or with --data a model file.")
  private Path first;

  @Parameters(
      index = "1",
      paramLabel = "RUN",
      description = "The folder of the second run, or with --data a model file.")
  private Path second;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "Compare on these labelled images, which both models classify: a folder, a CSV file, or a"
              + " .zip of either.")
  private @Nullable Path data;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Also write all images to which the answers differ to this CSV.")
  private @Nullable Path output;

  @Mixin private EngineOptions engine;
  @Mixin private DataOptions dataOptions;
  @Mixin private CommonOptions options;

  /**
   * @param engines the engines
   * @param runs the use case of comparing stored answers
   * @param models the store of models
   * @param differences the writer of the images to which the answers differ
   * @param dataSets the source of images
   * @param context the console and the cancellation
   */
  public CompareCommand(
      Engines engines,
      CompareRuns runs,
      ModelStorePort models,
      DifferencesPort differences,
      DataSetPort dataSets,
      RunContext context) {
    this.engines = engines;
    this.runs = runs;
    this.models = models;
    this.differences = differences;
    this.dataSets = dataSets;
    this.context = context;
  }

  @Override
  public Integer call() {
    check();
    Outputs outputs = options.outputs(output == null ? List.of() : List.of(output));
    outputs.spareOwnedFolders();
    return context.run(
        options,
        0,
        List.of(),
        (metrics, listener) -> {
          Path images = data;
          if (images == null) {
            return report(runs.run(first, second, output));
          }
          CompareRequest.Named one = new CompareRequest.Named(first.toString(), models.load(first));
          CompareRequest.Named other =
              new CompareRequest.Named(second.toString(), models.load(second));
          try (DataSet opened = dataOptions.open(dataSets, images, Purpose.VALIDATE, listener)) {
            outputs.spare(opened);
            Comparison comparison =
                new CompareOnData(engine.engine(engines, listener), differences)
                    .run(
                        new CompareRequest(one, other, opened, output, engine.batchSize()),
                        context.control(listener, engine.threads()));
            context.summarize(options, metrics);
            return report(comparison);
          }
        });
  }

  private void check() {
    if (RunFolders.isSameModel(first, second)) {
      throw new ParameterException(
          spec.commandLine(), "%s and %s are the same run; give two".formatted(first, second));
    }
    if (data == null) {
      Stream.concat(EngineOptions.NAMES.stream(), DataOptions.NAMES.stream())
          .filter(name -> spec.commandLine().getParseResult().hasMatchedOption(name))
          .findFirst()
          .ifPresent(
              name -> {
                throw new ParameterException(
                    spec.commandLine(), name + " needs --data DATA; without it no image is read");
              });
    }
  }

  private int report(Comparison comparison) {
    PrintWriter err = context.console().err();
    if (comparison.unlabelled() > 0) {
      err.printf(
          comparison.unlabelled() == 1
              ? "%,d row has no label and was left out.%n"
              : "%,d rows have no label and were left out.%n",
          comparison.unlabelled());
    }
    EvaluationReport.unreadable(err, comparison.unreadable(), true);
    ComparisonReport report = new ComparisonReport(comparison, first, second, data, output);
    context.print(options, report.document(), () -> report.print(context.console().out()));
    return ExitStatus.of(true, comparison.unreadable().count());
  }
}
