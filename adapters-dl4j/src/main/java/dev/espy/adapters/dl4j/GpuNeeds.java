package dev.espy.adapters.dl4j;

import dev.espy.domain.device.EngineNeeds;
import dev.espy.domain.device.EngineNeeds.Capabilities;
import dev.espy.domain.device.Obstacle;
import dev.espy.domain.device.Version;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/** What ND4J's CUDA backend asks of a machine. */
public final class GpuNeeds {

  /** What libnd4jcuda.so and the bindings that it is loaded with are linked with. */
  private static final List<String> LIBRARIES =
      List.of(
          "libcudart.so.11.0",
          "libcublas.so.11",
          "libcublasLt.so.11",
          "libcusolver.so.11",
          "libcusolverMg.so.11",
          "libcusparse.so.11",
          "libcudnn.so.8");

  private GpuNeeds() {}

  /**
   * Returns the needs. The backend's library holds machine code for compute capability 3.7 to 8.6,
   * which 8.9 runs, too, and nothing that newer GPUs could translate for themselves. The driver is
   * the first for CUDA 11, by NVIDIA's release notes.
   *
   * @param built whether this build has the CUDA backend
   * @param missing looks for libraries: given their names and what to do, gives the first that is
   *     missing
   */
  public static EngineNeeds of(
      BooleanSupplier built, BiFunction<List<String>, String, Optional<Obstacle>> missing) {
    return new EngineNeeds(
        "Deeplearning4j",
        "CUDA 11.6",
        new Version("450.80.02"),
        List.of(new Capabilities(new Version("3.7"), new Version("8.9"))),
        "learn on the CPU, and predict with ONNX Runtime's CUDA provider",
        1_024,
        List.of(
            () -> build(built.getAsBoolean()),
            () ->
                missing.apply(
                    LIBRARIES,
                    "install CUDA 11.6 and cuDNN 8, or build Espy with mvn -Pcuda -Dcuda.redist -DskipTests package")));
  }

  private static Optional<Obstacle> build(boolean built) {
    return built
        ? Optional.empty()
        : Optional.of(
            new Obstacle(
                "this build has no code for learning on GPUs",
                "build Espy with mvn -Pcuda -DskipTests package"));
  }
}
