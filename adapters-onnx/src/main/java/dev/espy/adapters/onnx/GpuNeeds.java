package dev.espy.adapters.onnx;

import dev.espy.domain.device.EngineNeeds;
import dev.espy.domain.device.EngineNeeds.Capabilities;
import dev.espy.domain.device.Obstacle;
import dev.espy.domain.device.Version;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/** What ONNX Runtime's CUDA provider asks of a machine. */
final class GpuNeeds {

  /** What libonnxruntime_providers_cuda.so is linked with, and cuDNN, which it loads later. */
  private static final List<String> LIBRARIES =
      List.of(
          "libcudart.so.12",
          "libcublas.so.12",
          "libcublasLt.so.12",
          "libcurand.so.10",
          "libcufft.so.11",
          "libcudnn.so.9");

  private GpuNeeds() {}

  /**
   * Returns the needs. The compute capabilities are those that the provider's library of version
   * 1.29.0 holds code for; the driver is the first for CUDA 12 (NVIDIA's release notes).
   *
   * @param built whether this build has code for GPUs
   * @param missing looks for libraries: given their names and what to do, gives the first that is
   *     missing
   */
  static EngineNeeds of(
      BooleanSupplier built, BiFunction<List<String>, String, Optional<Obstacle>> missing) {
    return new EngineNeeds(
        "ONNX Runtime",
        "CUDA 12",
        new Version("525.60.13"),
        List.of(new Capabilities(new Version("7.0"), null)),
        "run on the CPU",
        500,
        List.of(
            () -> build(built.getAsBoolean()),
            () -> missing.apply(LIBRARIES, "install CUDA 12 and cuDNN 9")));
  }

  private static Optional<Obstacle> build(boolean built) {
    return built
        ? Optional.empty()
        : Optional.of(
            new Obstacle(
                "this build has no code for GPUs",
                "build Espy with mvn -Ponnxruntime-gpu -DskipTests package"));
  }
}
