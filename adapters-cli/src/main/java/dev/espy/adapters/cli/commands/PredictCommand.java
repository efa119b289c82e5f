package dev.espy.adapters.cli.commands;

import dev.espy.adapters.cli.engines.Engines;
import dev.espy.adapters.cli.options.ClassifyOptions;
import dev.espy.adapters.cli.options.CommonOptions;
import dev.espy.adapters.cli.options.DataOptions;
import dev.espy.adapters.cli.output.EvaluationReport;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.output.TextFormat;
import dev.espy.adapters.cli.run.RunContext;
import dev.espy.adapters.cli.values.NumberConverters;
import dev.espy.application.predict.ConfidenceThreshold;
import dev.espy.application.predict.Predict;
import dev.espy.application.predict.PredictRequest;
import dev.espy.application.predict.PredictResult;
import dev.espy.application.storage.Outputs;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.DataSetPort.Purpose;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.port.PredictionsPort;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code espy predict}: writes the predicted labels of images into a CSV. */
@Command(
    name = "predict",
    sortOptions = false,
    description =
        "Labels images. Writes a CSV with one row for each row of DATA, in the same order. A row whose"
            + " image cannot be read has no label; NAME.errors.csv beside NAME.csv gives the reason."
            + " NAME.unsure.csv lists images without a label because of a low confidence.")
public final class PredictCommand implements Callable<Integer> {

  private final Engines engines;
  private final PredictionsPort predictions;
  private final ModelStorePort models;
  private final DataSetPort dataSets;
  private final RunContext context;

  @Mixin private ClassifyOptions classify;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "The CSV to write.")
  private Path output;

  @Option(
      names = "--top-k",
      defaultValue = "1",
      converter = NumberConverters.Positive.class,
      paramLabel = "K",
      description =
          "Number of labels for each image, the most probable one first. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--min-confidence",
      converter = NumberConverters.Probability.class,
      paramLabel = "P",
      description = "Leave a label empty if its confidence is below P, from 0 to 1.")
  private @Nullable Double minConfidence;

  @Option(
      names = "--target-accuracy",
      converter = NumberConverters.OpenShare.class,
      paramLabel = "A",
      description =
          "Choose the P of --min-confidence: the smallest one from which on the accuracy on the"
              + " validation images of the model's training is at least A (the lower end of its"
              + " 95 %% interval). A is above 0 and below 1.")
  private @Nullable Double targetAccuracy;

  @Spec private CommandSpec spec;

  @Mixin private DataOptions dataOptions;
  @Mixin private CommonOptions options;

  /**
   * @param engines the engines
   * @param predictions the writer of predictions
   * @param models the store of models
   * @param dataSets the source of images
   * @param context the console and the cancellation
   */
  public PredictCommand(
      Engines engines,
      PredictionsPort predictions,
      ModelStorePort models,
      DataSetPort dataSets,
      RunContext context) {
    this.engines = engines;
    this.predictions = predictions;
    this.models = models;
    this.dataSets = dataSets;
    this.context = context;
  }

  @Override
  public Integer call() {
    ConfidenceThreshold threshold = threshold();
    Outputs outputs = options.outputs(predictions.files(output));
    outputs.spareOwnedFolders();
    return context.run(
        options,
        0,
        List.of(),
        (metrics, listener) -> {
          Model model = models.load(classify.model());
          try (DataSet images =
              dataOptions.open(dataSets, classify.data(), Purpose.PREDICT, listener)) {
            outputs.spare(images);
            PredictRequest request =
                new PredictRequest(model, images, output, top, threshold, classify.batchSize());
            PredictResult result =
                ModelErrors.named(
                    classify.model(),
                    () ->
                        new Predict(classify.engine(engines, listener), predictions)
                            .run(request, context.control(listener, classify.threads())));
            context.summarize(options, metrics);
            EvaluationReport.unreadable(context.console().err(), result.unreadable(), false);
            if (!result.finished()) {
              context
                  .console()
                  .err()
                  .printf("Interrupted: the predictions so far are in %s.%n", result.file());
            }
            context.print(options, document(result), () -> print(result));
            return ExitStatus.of(result.finished(), result.unreadable().count());
          }
        });
  }

  private ConfidenceThreshold threshold() {
    if (minConfidence != null && targetAccuracy != null) {
      throw new ParameterException(
          spec.commandLine(), "--min-confidence and --target-accuracy exclude each other");
    }
    if (targetAccuracy != null) {
      return new ConfidenceThreshold.ForAccuracy(targetAccuracy);
    }
    return minConfidence == null
        ? ConfidenceThreshold.none()
        : new ConfidenceThreshold.Fixed(minConfidence);
  }

  private void print(PredictResult result) {
    PrintWriter out = context.console().out();
    out.printf(
        "%s labelled in %s%n",
        TextFormat.count(result.classified() - result.unsure(), "image"), result.file());
    if (result.unsure() > 0) {
      out.printf(
          "%s without a label, because the confidence is too low: %s%n",
          TextFormat.count(result.unsure(), "image"), predictions.unsureFile(result.file()));
    }
  }

  private Map<String, Object> document(PredictResult result) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("output", result.file().toString());
    document.put("finished", result.finished());
    document.put("classified", result.classified());
    document.put("unsure", result.unsure());
    document.put("minConfidence", result.minConfidence());
    document.put("unreadable", result.unreadable().count());
    return document;
  }
}
