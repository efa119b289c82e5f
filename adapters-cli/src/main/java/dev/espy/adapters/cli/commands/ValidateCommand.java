package dev.espy.adapters.cli.commands;

import dev.espy.adapters.cli.engines.Engines;
import dev.espy.adapters.cli.options.ClassifyOptions;
import dev.espy.adapters.cli.options.CommonOptions;
import dev.espy.adapters.cli.options.DataOptions;
import dev.espy.adapters.cli.output.EvaluationReport;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.output.JsonDocuments;
import dev.espy.adapters.cli.run.RunContext;
import dev.espy.application.review.VerdictApplier;
import dev.espy.application.storage.AtomicFile;
import dev.espy.application.storage.Outputs;
import dev.espy.application.validate.Validate;
import dev.espy.application.validate.ValidateRequest;
import dev.espy.application.validate.ValidateResult;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.DataSetPort.Purpose;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.port.PredictionsPort;
import dev.espy.domain.port.ReportPort;
import dev.espy.domain.port.ReviewStorePort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code espy validate}: evaluates a model on labelled images. */
@Command(
    name = "validate",
    sortOptions = false,
    description =
        "Measures a model on labelled images: accuracy, scores of each label, most frequent"
            + " mistakes.")
public final class ValidateCommand implements Callable<Integer> {

  private final Engines engines;
  private final PredictionsPort predictions;
  private final ModelStorePort models;
  private final DataSetPort dataSets;
  private final ReviewStorePort reviews;
  private final ReportPort reports;
  private final RunContext context;

  @Mixin private ClassifyOptions classify;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Also write the true label, the predicted label and the confidence of each image to this"
              + " CSV.")
  private @Nullable Path output;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Also write a page with all figures, the worst mistakes and what the answers rest on to"
              + " this HTML file. It is complete in itself and opens in any browser.")
  private @Nullable Path report;

  @Option(
      names = "--verdicts",
      paramLabel = "FILE",
      description =
          "Correct labels by this CSV, as train --verdicts does. The data stay as they are.")
  private @Nullable Path verdicts;

  @Mixin private DataOptions dataOptions;
  @Mixin private CommonOptions options;

  /**
   * @param engines the engines
   * @param predictions the writer of predictions
   * @param models the store of models
   * @param dataSets the source of images
   * @param reviews the source of verdicts
   * @param reports the writer of reports
   * @param context the console and the cancellation
   */
  public ValidateCommand(
      Engines engines,
      PredictionsPort predictions,
      ModelStorePort models,
      DataSetPort dataSets,
      ReviewStorePort reviews,
      ReportPort reports,
      RunContext context) {
    this.engines = engines;
    this.predictions = predictions;
    this.models = models;
    this.dataSets = dataSets;
    this.reviews = reviews;
    this.reports = reports;
    this.context = context;
  }

  @Override
  public Integer call() {
    List<Path> files = new ArrayList<>(output == null ? List.of() : predictions.files(output));
    if (report != null) {
      EarlierReport.check(report);
      AtomicFile.check(report);
      files.add(report);
    }
    Outputs outputs = options.outputs(files);
    outputs.spareOwnedFolders();
    return context.run(
        options,
        0,
        List.of(),
        (metrics, listener) -> {
          Model model = models.load(classify.model());
          VerdictApplier applier = VerdictApplier.load(reviews, verdicts);
          try (DataSet images =
              applier.apply(
                  dataOptions.open(dataSets, classify.data(), Purpose.VALIDATE, listener))) {
            outputs.spare(images);
            applier.report(listener);
            ValidateRequest request =
                new ValidateRequest(model, images, output, report, classify.batchSize());
            ValidateResult result =
                ModelErrors.named(
                    classify.model(),
                    () ->
                        new Validate(classify.engine(engines, listener), predictions, reports)
                            .run(request, context.control(listener, classify.threads())));
            context.summarize(options, metrics);
            if (result.unlabelled() > 0) {
              context
                  .console()
                  .err()
                  .printf(
                      result.unlabelled() == 1
                          ? "%,d row has no label and was left out.%n"
                          : "%,d rows have no label and were left out.%n",
                      result.unlabelled());
            }
            EvaluationReport.unreadable(
                context.console().err(), result.unreadable(), output == null);
            if (!result.finished()) {
              context
                  .console()
                  .err()
                  .println("Interrupted: the figures cover only the images classified so far.");
            }
            context.print(
                options,
                JsonDocuments.evaluation(result.evaluation()),
                () -> {
                  EvaluationReport.evaluation(context.console().out(), result.evaluation());
                  if (report != null && result.reportFailure() == null) {
                    context.console().out().printf("report             %s%n", report);
                  }
                });
            if (result.reportFailure() != null) {
              throw result.reportFailure();
            }
            return ExitStatus.of(result.finished(), result.unreadable().count());
          }
        });
  }
}
