package dev.espy.adapters.cli;

import dev.espy.application.predict.Predict;
import dev.espy.application.predict.PredictResult;
import dev.espy.application.predict.PredictSettings;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.ModelStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code espy predict}: labels a data set's images into a CSV. */
@Command(
    name = "predict",
    sortOptions = false,
    description =
        "Labels images. Writes a CSV with as many rows as DATA, in its order; a row whose image"
            + " cannot be read has no label and is named in the .errors.csv beside it.")
public final class PredictCommand implements Callable<Integer> {

  private final Predict predict;
  private final ModelStore models;
  private final DataSetPort dataSets;
  private final RunContext context;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model file, or the run folder that holds one.")
  private Path modelFile;

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      description = "A folder, a CSV file, or a .zip of either.")
  private Path data;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "Where the predictions go.")
  private Path output;

  @Option(
      names = "--top-k",
      defaultValue = "1",
      converter = Numbers.Positive.class,
      paramLabel = "K",
      description = "Give the K most probable labels. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--min-confidence",
      defaultValue = "0",
      converter = Numbers.Probability.class,
      paramLabel = "P",
      description = "Leave the label empty where its confidence is below P, from 0 to 1.")
  private double minConfidence;

  @Option(
      names = "--batch-size",
      defaultValue = "256",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "How many images to classify at once. Default: ${DEFAULT-VALUE}.")
  private int batchSize;

  @Mixin private DataOptions dataOptions;
  @Mixin private CommonOptions options;

  /**
   * @param predict the use case
   * @param models where the model comes from
   * @param dataSets where the images come from
   * @param context where to write and when to stop
   */
  public PredictCommand(
      Predict predict, ModelStore models, DataSetPort dataSets, RunContext context) {
    this.predict = predict;
    this.models = models;
    this.dataSets = dataSets;
    this.context = context;
  }

  @Override
  public Integer call() {
    return context.run(
        options,
        0,
        List.of(),
        (metrics, listener) -> {
          Model model = models.load(modelFile);
          try (DataSet images = dataSets.open(dataOptions.location(data, false))) {
            PredictSettings settings = new PredictSettings(output, top, minConfidence, batchSize);
            PredictResult result =
                predict.run(model, images, settings, listener, context.cancellation());
            context.console().err().println(metrics.summary());
            Report.unreadable(context.console().err(), result.unreadable(), false);
            if (!result.finished()) {
              context
                  .console()
                  .err()
                  .println("Interrupted: the predictions so far are in " + result.file() + ".");
            }
            context.print(
                options, document(result), () -> context.console().out().println(text(result)));
            return ExitStatus.of(result.finished(), result.unreadable().size());
          }
        });
  }

  private String text(PredictResult result) {
    return "%,d images labelled in %s".formatted(result.classified(), result.file());
  }

  private Map<String, Object> document(PredictResult result) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("output", result.file().toString());
    document.put("finished", result.finished());
    document.put("classified", result.classified());
    document.put("unreadable", result.unreadable().size());
    return document;
  }
}
