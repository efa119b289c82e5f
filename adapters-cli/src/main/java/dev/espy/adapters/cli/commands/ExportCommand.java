package dev.espy.adapters.cli.commands;

import dev.espy.adapters.cli.engines.EngineName;
import dev.espy.adapters.cli.engines.Engines;
import dev.espy.adapters.cli.options.CommonOptions;
import dev.espy.adapters.cli.options.DataOptions;
import dev.espy.adapters.cli.options.ThreadsOption;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.output.TextFormat;
import dev.espy.adapters.cli.run.RunContext;
import dev.espy.application.RunListener;
import dev.espy.application.export.Export;
import dev.espy.application.export.ExportRequest;
import dev.espy.application.export.ExportResult;
import dev.espy.application.storage.Outputs;
import dev.espy.domain.EspyException;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort;
import dev.espy.domain.port.DataSetPort.Purpose;
import dev.espy.domain.port.ModelExportPort;
import dev.espy.domain.port.ModelStorePort;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code espy export}: writes a model in a format for other programs. */
@Command(
    name = "export",
    sortOptions = false,
    description =
        "Writes a model for other programs. The file includes the preprocessing: raw pixels go in,"
            + " probabilities come out. It is kept only if its answers agree with the model's.")
public final class ExportCommand implements Callable<Integer> {

  private final IntFunction<ModelExportPort> formats;
  private final Engines engines;
  private final ModelStorePort models;
  private final DataSetPort dataSets;
  private final RunContext context;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model file, or the run folder that holds one.")
  private Path modelFile;

  @Option(
      names = "--format",
      defaultValue = "onnx",
      paramLabel = "NAME",
      description = "The format of the file: onnx. Default: onnx.")
  private String format;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "The file to write.")
  private Path output;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "Images for checking the file: a folder, a CSV file, or a .zip of either. Default: the"
              + " training images, if they are still in their place.")
  private @Nullable Path data;

  @Mixin private ThreadsOption threads;
  @Mixin private DataOptions dataOptions;
  @Mixin private CommonOptions options;

  /**
   * @param formats factory of the format, for a number of threads that classify with its files
   * @param engines the engines, with which the file is compared
   * @param models the store of models
   * @param dataSets the source of images
   * @param context the console and the cancellation
   */
  public ExportCommand(
      IntFunction<ModelExportPort> formats,
      Engines engines,
      ModelStorePort models,
      DataSetPort dataSets,
      RunContext context) {
    this.formats = formats;
    this.engines = engines;
    this.models = models;
    this.dataSets = dataSets;
    this.context = context;
  }

  @Override
  public Integer call() {
    ModelExportPort export = formats.apply(threads.count());
    if (!format.equalsIgnoreCase(export.format())) {
      throw new ParameterException(
          spec.commandLine(),
          "unknown format '%s'; use --format %s".formatted(format, export.format()));
    }
    Outputs outputs = options.outputs(List.of(output));
    outputs.spareOwnedFolders();
    return context.run(
        options,
        0,
        List.of(),
        (metrics, listener) -> {
          Model model = models.load(modelFile);
          try (DataSet images = images(model, listener)) {
            if (images != null) {
              outputs.spare(images);
            }
            ExportResult result =
                ModelErrors.named(
                    modelFile,
                    () ->
                        new Export(
                                export,
                                engines.classifier(
                                    EngineName.DL4J,
                                    DeviceRequest.CPU,
                                    threads.count(),
                                    note -> {}))
                            .run(
                                new ExportRequest(model, images, output),
                                context.control(listener, threads.count())));
            String checkedOn = images == null ? "drawn images" : images.name();
            context.print(
                options,
                document(export.format(), result, checkedOn),
                () -> print(result, checkedOn));
            return ExitStatus.DONE;
          }
        });
  }

  /** Returns the images on which the file is checked, null if there are none. */
  private @Nullable DataSet images(Model model, RunListener listener) {
    if (data != null) {
      return dataOptions.open(dataSets, data, Purpose.PREDICT, listener);
    }
    Map<String, String> settings = model.provenance().settings();
    String trainedOn = settings.get("data");
    if (trainedOn != null) {
      try {
        String images = settings.get("images");
        return DataOptions.open(
            dataSets,
            new DataSetPort.Location(
                Path.of(trainedOn),
                images == null ? null : Path.of(images),
                settings.get("image-column"),
                settings.get("label-column"),
                Purpose.TRAIN),
            listener);
      } catch (EspyException e) {
        listener.warn("The training images are unavailable: " + e.reason());
      } catch (InvalidPathException e) {
        listener.warn("The training images are unavailable: " + e.getMessage());
      }
    }
    listener.warn("The file is checked on drawn images; use --data to check it on real ones.");
    return null;
  }

  private void print(ExportResult result, String checkedOn) {
    PrintWriter out = context.console().out();
    out.printf(Locale.ROOT, "written   %s (%.1f MB)%n", output, result.bytes() / 1e6);
    out.printf(
        Locale.ROOT,
        "checked   on %s (%s) against the training engine: %,d labels equal, largest difference"
            + " between probabilities %.1e%n",
        TextFormat.count(result.images(), "image"),
        checkedOn,
        result.sameLabels(),
        result.maximumDifference());
  }

  private Map<String, Object> document(String format, ExportResult result, String checkedOn) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("output", output.toString());
    document.put("format", format);
    document.put("bytes", result.bytes());
    document.put("checkedOn", checkedOn);
    document.put("images", result.images());
    document.put("sameLabels", result.sameLabels());
    document.put("maximumDifference", result.maximumDifference());
    document.put("unreadable", result.unreadable().size());
    return document;
  }
}
