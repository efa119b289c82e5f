package dev.espy.domain.fake;

import dev.espy.domain.device.DeviceRequirements;
import dev.espy.domain.device.DeviceRequirements.Capabilities;
import dev.espy.domain.device.UnavailableReason;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The requirements of two engines, as they are published. */
public final class ExampleRequirements {

  private ExampleRequirements() {}

  /**
   * ONNX Runtime for CUDA 12: code for Pascal and up, which newer GPUs translate for themselves.
   */
  public static DeviceRequirements onnxRuntime(
      List<Supplier<Optional<UnavailableReason>>> installed) {
    return new DeviceRequirements(
        "ONNX Runtime",
        "CUDA 12",
        Version.parse("525.60.13"),
        List.of(Capabilities.of("6.0", null)),
        "update Espy",
        512,
        installed);
  }

  /** ND4J for CUDA 11.6: code for Kepler to Ampere, which Ada runs, and nothing newer. */
  public static DeviceRequirements deeplearning4j(
      List<Supplier<Optional<UnavailableReason>>> installed) {
    return new DeviceRequirements(
        "Deeplearning4j",
        "CUDA 11.6",
        Version.parse("450.80.02"),
        List.of(Capabilities.of("3.7", "8.9")),
        "learn on the CPU, and predict with ONNX Runtime's CUDA provider",
        1_024,
        installed);
  }
}
