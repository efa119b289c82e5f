package dev.espy.adapters.cli.options;

import dev.espy.adapters.cli.engines.EngineName;
import dev.espy.adapters.cli.engines.Engines;
import dev.espy.adapters.cli.values.EnumConverter;
import dev.espy.adapters.cli.values.NumberConverters;
import dev.espy.application.RunListener;
import dev.espy.domain.port.ClassifierPort;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the engine that classifies. */
public final class EngineOptions {

  /** The names of the options. */
  public static final List<String> NAMES =
      List.of("--batch-size", "--engine", DeviceOption.NAME, ThreadsOption.NAME);

  /** Converts the words for an engine. */
  static final class EngineConverter extends EnumConverter<EngineName> {
    EngineConverter() {
      super(EngineName.class);
    }
  }

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
