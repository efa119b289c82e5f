package dev.espy.adapters.cli.commands;

import dev.espy.adapters.cli.engines.Engines;
import dev.espy.adapters.cli.options.CommonOptions;
import dev.espy.adapters.cli.options.EngineOptions;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.output.ExplanationText;
import dev.espy.adapters.cli.run.RunContext;
import dev.espy.adapters.cli.values.NumberConverters;
import dev.espy.application.explain.Explain;
import dev.espy.application.explain.ExplainRequest;
import dev.espy.application.explain.ExplainResult;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.ImageCodecPort;
import dev.espy.domain.port.ModelStorePort;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code espy explain}: shows on which areas of images the answers of a model rest. */
@Command(
    name = "explain",
    sortOptions = false,
    description =
        "Shows why a model gives its answers. Hides one area of an image after the other, and marks"
            + " those on which the answer rests in a picture, NAME.explained.png for the image"
            + " NAME.png.")
public final class ExplainCommand implements Callable<Integer> {

  /** The source of image files. */
  @FunctionalInterface
  public interface ImageSource {

    /**
     * Opens image files without reading them.
     *
     * @param files the paths of the files, at least one; the ids of the samples are these paths
     * @return the images in the same order, to be closed by the caller
     */
    DataSet open(List<Path> files);
  }

  private final Engines engines;
  private final ModelStorePort models;
  private final ImageSource images;
  private final ImageCodecPort codec;
  private final RunContext context;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model file, or the run folder that holds one.")
  private Path modelFile;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "IMAGE",
      description = "The image files to explain.")
  private List<Path> imageFiles;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "explanations",
      paramLabel = "DIR",
      description =
          "The folder of the pictures. A file in it that has the name of a picture is replaced."
              + " Default: ${DEFAULT-VALUE}.")
  private Path output;

  @Option(
      names = "--top-k",
      defaultValue = "3",
      converter = NumberConverters.Positive.class,
      paramLabel = "K",
      description =
          "Number of labels printed for each image, the most probable one first. The picture"
              + " explains the first. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Mixin private EngineOptions engine;
  @Mixin private CommonOptions options;

  /**
   * @param engines the engines
   * @param models the store of models
   * @param images the source of images
   * @param codec the encoder of the pictures
   * @param context the console and the cancellation
   */
  public ExplainCommand(
      Engines engines,
      ModelStorePort models,
      ImageSource images,
      ImageCodecPort codec,
      RunContext context) {
    this.engines = engines;
    this.models = models;
    this.images = images;
    this.codec = codec;
    this.context = context;
  }

  @Override
  public Integer call() {
    try (DataSet data = images.open(imageFiles)) {
      options.outputs(List.of()).spare(data);
      return context.run(
          options,
          0,
          List.of(),
          (metrics, listener) -> {
            Model model = models.load(modelFile);
            ExplainRequest request =
                new ExplainRequest(model, data, output, top, engine.batchSize());
            options.outputs(request.pictures()).spare(data);
            ExplainResult result =
                ModelErrors.named(
                    modelFile,
                    () ->
                        new Explain(engine.engine(engines, listener), codec)
                            .run(request, context.control(listener, engine.threads())));
            context.summarize(options, metrics);
            ExplanationText text = new ExplanationText(result);
            text.printUnreadable(context.console().err());
            if (!result.finished()) {
              context.console().err().println("Interrupted: only the images so far are explained.");
            }
            context.print(options, text.document(), () -> text.print(context.console().out()));
            return ExitStatus.of(result.finished(), result.unreadable().count());
          });
    }
  }
}
