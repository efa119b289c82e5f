package dev.espy.adapters.dl4j;

import dev.espy.domain.device.EngineNeeds;
import dev.espy.domain.device.EngineNeeds.Capabilities;
import dev.espy.domain.device.Obstacle;
import dev.espy.domain.device.Version;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/** What ND4J for CUDA asks of a machine. */
final class GpuNeeds {

  /**
   * What libnd4jcuda.so and JavaCPP's libraries for CUDA, which it takes along, are linked with;
   * cuBLASLt and cuSPARSE come by way of cuBLAS and cuSOLVER.
   */
  private static final List<String> LIBRARIES =
      List.of(
          "libcudart.so.11.0",
          "libcublas.so.11",
          "libcublasLt.so.11",
          "libcusparse.so.11",
          "libcusolver.so.11",
          "libcudnn.so.8");

  private GpuNeeds() {}

  /**
   * Returns the needs. The natives hold machine code for compute capability 3.7 to 8.6 and no PTX;
   * 8.9 runs 8.6's. The driver is the first for CUDA 11, by NVIDIA's release notes.
   *
   * @param built whether there is ND4J for CUDA
   * @param missing looks for libraries: given their names and what to do, gives the first that is
   *     missing
   */
  static EngineNeeds of(
      BooleanSupplier built, BiFunction<List<String>, String, Optional<Obstacle>> missing) {
    return new EngineNeeds(
        "Deeplearning4j",
        "CUDA 11.6",
        new Version("450.80.02"),
        List.of(new Capabilities(new Version("3.7"), new Version("8.9"))),
        "learn on the CPU, and predict with ONNX Runtime on the GPU",
        1_024,
        List.of(
            () -> build(built.getAsBoolean()),
            () ->
                missing.apply(
                    LIBRARIES,
                    "install CUDA 11.6 and cuDNN 8.3, or build Espy with mvn -Pcuda -Dcuda.redist -DskipTests package")));
  }

  private static Optional<Obstacle> build(boolean built) {
    return built
        ? Optional.empty()
        : Optional.of(
            new Obstacle(
                "this build has no code of it for GPUs",
                "build Espy with mvn -Pcuda -DskipTests package"));
  }
}
