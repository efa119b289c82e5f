package dev.espy.adapters.dl4j.backend;

import dev.espy.domain.device.DeviceRequirements;
import dev.espy.domain.device.DeviceRequirements.Capabilities;
import dev.espy.domain.device.UnavailableReason;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/** Lists what ND4J for CUDA requires of a machine. */
public final class Nd4jGpuRequirements {

  /**
   * The shared libraries that libnd4jcuda.so and JavaCPP's CUDA libraries are linked with. cuBLAS
   * needs cuBLASLt, and cuSOLVER needs cuSPARSE.
   */
  private static final List<String> LIBRARIES =
      List.of(
          "libcudart.so.11.0",
          "libcublas.so.11",
          "libcublasLt.so.11",
          "libcusparse.so.11",
          "libcusolver.so.11",
          "libcudnn.so.8");

  private Nd4jGpuRequirements() {}

  /**
   * Returns the requirements. The natives hold machine code for compute capabilities 3.7 to 8.6 and
   * no PTX; a GPU of capability 8.9 runs the code for 8.6. The driver version is the lowest one for
   * CUDA 11 in NVIDIA's release notes.
   *
   * @param built supplies true if the build contains ND4J for CUDA
   * @param missing finds a missing library: takes file names and advice, returns the reason for the
   *     first library that is missing
   */
  public static DeviceRequirements of(
      BooleanSupplier built,
      BiFunction<List<String>, String, Optional<UnavailableReason>> missing) {
    return new DeviceRequirements(
        "Deeplearning4j",
        "CUDA 11.6",
        Version.parse("450.80.02"),
        List.of(Capabilities.of("3.7", "8.9")),
        "learn on the CPU, and predict with ONNX Runtime on the GPU",
        1_024,
        List.of(
            () ->
                UnavailableReason.ofBuild(
                    built.getAsBoolean(), "build Espy with mvn -Pcuda -DskipTests package"),
            () ->
                missing.apply(
                    LIBRARIES,
                    "install CUDA 11.6 and cuDNN 8.3, or build Espy with mvn -Pcuda -Dcuda.redist -DskipTests package")));
  }
}
