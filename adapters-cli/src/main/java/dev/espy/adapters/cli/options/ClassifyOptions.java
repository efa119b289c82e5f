package dev.espy.adapters.cli.options;

import dev.espy.adapters.cli.engines.Engines;
import dev.espy.application.RunListener;
import dev.espy.domain.port.ClassifierPort;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Options of commands that classify images with a model. */
public final class ClassifyOptions {

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

  @Mixin private EngineOptions engine;

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
    return engine.batchSize();
  }

  /** Returns the number of threads, at least 1. */
  public int threads() {
    return engine.threads();
  }

  /**
   * Returns the chosen engine on the chosen device, with the chosen number of threads.
   *
   * @param engines all engines
   * @param listener receives a note about the device
   */
  public ClassifierPort engine(Engines engines, RunListener listener) {
    return engine.engine(engines, listener);
  }
}
