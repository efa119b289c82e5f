package dev.espy.adapters.cli.options;

import dev.espy.adapters.cli.engines.EngineName;
import dev.espy.adapters.cli.engines.Engines;
import dev.espy.adapters.cli.values.EnumConverter;
import dev.espy.adapters.cli.values.NumberConverters;
import dev.espy.application.RunListener;
import dev.espy.domain.port.ClassifierPort;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of commands that classify images with a model. */
public final class ClassifyOptions {

  /** Converts the words for an engine. */
  static final class EngineConverter extends EnumConverter<EngineName> {
    EngineConverter() {
      super(EngineName.class);
    }
  }

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model file, or the run folder that holds one.")
  private Path model;

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      description = "A folder, a CSV file, or a .zip of either.")
  private Path data;

  @Option(
      names = "--batch-size",
      defaultValue = "256",
      converter = NumberConverters.Positive.class,
      paramLabel = "N",
      description =
          "Number of images classified at once; fewer if they are large. Default:"
              + " ${DEFAULT-VALUE}.")
  private int batchSize;

  @Option(
      names = "--engine",
      defaultValue = "onnx",
      converter = EngineConverter.class,
      paramLabel = "NAME",
      description = "onnx (ONNX Runtime) or dl4j (Deeplearning4j). Default: ${DEFAULT-VALUE}.")
  private EngineName engine;

  @Mixin private DeviceOption device;
  @Mixin private ThreadsOption threads;

  /** Returns the model file, or the run folder that holds it. */
  public Path model() {
    return model;
  }

  /** Returns the data set. */
  public Path data() {
    return data;
  }

  /** Returns the number of images in a batch, at least 1. */
  public int batchSize() {
    return batchSize;
  }

  /** Returns the number of threads, at least 1. */
  public int threads() {
    return threads.count();
  }

  /**
   * Returns the chosen engine on the chosen device, with the chosen number of threads.
   *
   * @param engines all engines
   * @param listener receives a note about the device
   */
  public ClassifierPort engine(Engines engines, RunListener listener) {
    return engines.classifier(engine, device.request(), threads.count(), listener::note);
  }
}
