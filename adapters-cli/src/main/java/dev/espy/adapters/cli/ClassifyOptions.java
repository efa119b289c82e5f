package dev.espy.adapters.cli;

import dev.espy.application.RunListener;
import dev.espy.domain.port.ClassifierPort;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to classify, and how. */
final class ClassifyOptions {

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model file, or the run folder that holds one.")
  Path model;

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      description = "A folder, a CSV file, or a .zip of either.")
  Path data;

  @Option(
      names = "--batch-size",
      defaultValue = "256",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "How many images to classify at once; fewer where they are large. Default:"
              + " ${DEFAULT-VALUE}.")
  int batchSize;

  @Option(
      names = "--engine",
      defaultValue = "onnx",
      converter = EngineName.Converter.class,
      paramLabel = "NAME",
      description = "onnx (ONNX Runtime) or dl4j (Deeplearning4j). Default: ${DEFAULT-VALUE}.")
  private EngineName engine;

  @Mixin private DeviceOption device;

  /**
   * Returns the engine that was asked for.
   *
   * @param listener is told where it runs
   */
  ClassifierPort engine(Engines engines, RunListener listener) {
    return engines.classifier(engine, device.request, listener::note);
  }
}
