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
   * Returns the needs. The provider's library of version 1.28.0 holds machine code for compute
   * capability 6.0 to 9.0 and 12.0, and PTX for what comes after 12.0; today's cuDNN 9, though,
   * begins with 7.5 (since 9.11). The driver is the first for CUDA 12, by NVIDIA's release notes.
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
        List.of(
            new Capabilities(new Version("7.5"), new Version("9.0")),
            new Capabilities(new Version("12.0"), null)),
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
