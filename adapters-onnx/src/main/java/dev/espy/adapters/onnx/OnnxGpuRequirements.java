package dev.espy.adapters.onnx;

import dev.espy.domain.device.DeviceRequirements;
import dev.espy.domain.device.DeviceRequirements.Capabilities;
import dev.espy.domain.device.UnavailableReason;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/** Lists what ONNX Runtime's CUDA provider requires of a machine. */
final class OnnxGpuRequirements {

  /**
   * The libraries that libonnxruntime_providers_cuda.so is linked with, and cuDNN, loaded later.
   */
  private static final List<String> LIBRARIES =
      List.of(
          "libcudart.so.12",
          "libcublas.so.12",
          "libcublasLt.so.12",
          "libcurand.so.10",
          "libcufft.so.11",
          "libcudnn.so.9");

  private OnnxGpuRequirements() {}

  /**
   * Returns the requirements. The provider's library of version 1.28.0 holds machine code for
   * compute capabilities 6.0 to 9.0 and 12.0, and PTX for those after 12.0; cuDNN supports 7.5 and
   * up since version 9.11. The driver version is the lowest one for CUDA 12 in NVIDIA's release
   * notes.
   *
   * @param built supplies true if the build contains the CUDA provider
   * @param missing finds a missing library: takes file names and advice, returns the reason for the
   *     first library that is missing
   */
  static DeviceRequirements of(
      BooleanSupplier built,
      BiFunction<List<String>, String, Optional<UnavailableReason>> missing) {
    return new DeviceRequirements(
        "ONNX Runtime",
        "CUDA 12",
        Version.parse("525.60.13"),
        List.of(Capabilities.of("7.5", "9.0"), Capabilities.of("12.0", null)),
        "run on the CPU",
        500,
        List.of(
            () ->
                UnavailableReason.ofBuild(
                    built.getAsBoolean(),
                    "build Espy with mvn -Ponnxruntime-gpu -DskipTests package"),
            () -> missing.apply(LIBRARIES, "install CUDA 12 and cuDNN 9")));
  }
}
