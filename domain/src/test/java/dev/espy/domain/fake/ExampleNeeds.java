package dev.espy.domain.fake;

import dev.espy.domain.device.EngineNeeds;
import dev.espy.domain.device.EngineNeeds.Capabilities;
import dev.espy.domain.device.Obstacle;
import dev.espy.domain.device.Version;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What two engines, as they are published, ask of a GPU. */
public final class ExampleNeeds {

  private ExampleNeeds() {}

  /**
   * ONNX Runtime for CUDA 12: code for Pascal and up, which newer GPUs translate for themselves.
   */
  public static EngineNeeds onnxRuntime(List<Supplier<Optional<Obstacle>>> installed) {
    return new EngineNeeds(
        "ONNX Runtime",
        "CUDA 12",
        new Version("525.60.13"),
        List.of(new Capabilities(new Version("6.0"), null)),
        "update Espy",
        512,
        installed);
  }

  /** ND4J for CUDA 11.6: code for Kepler to Ampere, which Ada runs, and nothing newer. */
  public static EngineNeeds deeplearning4j(List<Supplier<Optional<Obstacle>>> installed) {
    return new EngineNeeds(
        "Deeplearning4j",
        "CUDA 11.6",
        new Version("450.80.02"),
        List.of(new Capabilities(new Version("3.7"), new Version("8.9"))),
        "learn on the CPU, and predict with ONNX Runtime's CUDA provider",
        1_024,
        installed);
  }
}
