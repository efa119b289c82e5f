package dev.espy.adapters.cli;

import dev.espy.application.validate.Validate;
import dev.espy.application.validate.ValidateResult;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.ModelStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code espy validate}: says how good a model is and where it errs. */
@Command(
    name = "validate",
    sortOptions = false,
    description = "Says how good a model is on labelled images, and where it errs.")
public final class ValidateCommand implements Callable<Integer> {

  private final Validate validate;
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
      description = "A folder, a CSV file, or a .zip of either, with labels.")
  private Path data;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Also write each image's true label, label and confidence into this CSV.")
  private @Nullable Path output;

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
   * @param validate the use case
   * @param models where the model comes from
   * @param dataSets where the images come from
   * @param context where to write and when to stop
   */
  public ValidateCommand(
      Validate validate, ModelStore models, DataSetPort dataSets, RunContext context) {
    this.validate = validate;
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
          try (DataSet images = dataSets.open(dataOptions.location(data, true))) {
            ValidateResult result =
                validate.run(model, images, output, batchSize, listener, context.cancellation());
            context.console().err().println(metrics.summary());
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
            Report.unreadable(context.console().err(), result.unreadable(), output == null);
            if (!result.finished()) {
              context
                  .console()
                  .err()
                  .println("Interrupted: the figures are for the images until then.");
            }
            context.print(
                options,
                Documents.evaluation(result.evaluation()),
                () -> Report.evaluation(context.console().out(), result.evaluation()));
            return ExitStatus.of(result.finished(), result.unreadable().size());
          }
        });
  }
}
