package dev.espy.adapters.dl4j.backend;

import dev.espy.domain.EspyException;
import dev.espy.domain.Remedy;
import dev.espy.domain.StorageException;
import dev.espy.domain.UnsupportedDeviceException;
import java.util.Comparator;
import java.util.Optional;
import java.util.ServiceLoader;
import org.bytedeco.javacpp.Loader;
import org.deeplearning4j.util.CrashReportingUtil;
import org.nd4j.common.config.ND4JSystemProperties;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

/**
 * Loads ND4J and its native code once per process. Known causes of failure are checked first: ND4J
 * itself reports them late or misleadingly, prints stack traces, or ends the process.
 */
public final class Backend {

  /** Name of a class that is absent from the class path of the compiler and of a CPU build. */
  private static final String CUDA_BACKEND = "org.nd4j.linalg.jcublas.JCublasBackend";

  private Backend() {}

  /** ND4J cannot be loaded after a failure, so its class initializer tries once. */
  private static final class Loading {
    static final Optional<EspyException> FAILURE = failure();

    private static Optional<EspyException> failure() {
      try {
        loadNow();
        return Optional.empty();
      } catch (EspyException e) {
        return Optional.of(e);
      }
    }
  }

  /**
   * Loads ND4J unless it is loaded.
   *
   * @param gpu true to compute on a GPU, false for the CPU
   * @throws UnsupportedDeviceException if the class path has no native code for this machine, or
   *     native code for the other device
   * @throws StorageException if the native code cannot be unpacked
   */
  public static void load(boolean gpu) {
    checkDevice(gpu, isCuda());
    if (Loading.FAILURE.isPresent()) {
      throw Loading.FAILURE.get();
    }
  }

  /**
   * Checks that ND4J will run on the requested device.
   *
   * @param gpu true if a GPU is requested
   * @param cuda true if ND4J will use CUDA
   */
  static void checkDevice(boolean gpu, boolean cuda) {
    if (gpu && !cuda) {
      throw new UnsupportedDeviceException(
          "Deeplearning4j is to run on a GPU, but ND4J's code for CUDA is not on the class path; replace nd4j-native there with nd4j-cuda and its natives");
    }
    if (cuda && !gpu) {
      throw new UnsupportedDeviceException(
          "Deeplearning4j is to run on the CPU, but ND4J uses the GPU if its code for CUDA is on the class path; remove nd4j-cuda from the class path");
    }
  }

  /** Returns true if ND4J will use CUDA, which it prefers where both backends are present. */
  private static boolean isCuda() {
    return preferredBackend()
        .map(backend -> backend.getClass().getName().equals(CUDA_BACKEND))
        .orElse(false);
  }

  /** Returns the backend that ND4J tries first. */
  private static Optional<Nd4jBackend> preferredBackend() {
    return ServiceLoader.load(Nd4jBackend.class, Backend.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .max(Comparator.comparingInt(Nd4jBackend::getPriority));
  }

  private static void loadNow() {
    boolean cuda = isCuda();
    Nd4jNatives natives = cuda ? Nd4jNatives.CUDA : Nd4jNatives.CPU;
    String name = natives.name().orElseThrow(() -> noNatives(cuda));
    natives.checkCache(name);
    // ND4J's start-up report is for its developers, and its crash dump would leave a file in the
    // working directory when memory runs out.
    System.getProperties().putIfAbsent(ND4JSystemProperties.LOG_INITIALIZATION, "false");
    CrashReportingUtil.crashDumpsEnabled(false);
    try {
      if (cuda) {
        // ND4J makes the same check, but prints a stack trace if it fails.
        preferredBackend().ifPresent(Nd4jBackend::canRun);
      } else {
        Processor.check(name);
      }
      Nd4j.getBackend();
      if (!cuda) {
        // The workers are all the threads there are; see Workers.
        Nd4j.factory().blas().setMaxThreads(1);
      }
    } catch (EspyException e) {
      throw e;
    } catch (LinkageError | RuntimeException e) {
      throw cuda
          ? new UnsupportedDeviceException(
              "Deeplearning4j cannot use the GPU (%s)".formatted(rootOf(e).getMessage()),
              e,
              Remedy.other("check that the NVIDIA driver, CUDA 11.6 and cuDNN 8.3 are installed"),
              Remedy.USE_CPU)
          : new UnsupportedDeviceException(
              "the native code of Deeplearning4j for %s does not start on this machine: %s"
                  .formatted(name, rootOf(e)),
              e);
    }
  }

  private static UnsupportedDeviceException noNatives(boolean cuda) {
    String platform = Loader.getPlatform();
    return new UnsupportedDeviceException(
        cuda
            ? "the class path has no native code of ND4J for CUDA on %s".formatted(platform)
            : "this build of Espy has no native code of Deeplearning4j for %s; build it on this machine, which must be Linux or macOS (x86-64 or ARM) or Windows (x86-64)"
                .formatted(platform));
  }

  /** A separate class, because the class path for CUDA lacks {@link Nd4jCpu}. */
  private static final class Processor {
    /** ND4J makes the same check, but calls System.exit if it fails. */
    static void check(String name) {
      if (!new Nd4jCpu().isMinimalRequirementsMet()) {
        throw new UnsupportedDeviceException(
            "this processor is too old for the native code in this build of Espy, %s; build it with -Dnd4j.natives=%s-onednn"
                .formatted(name, Loader.getPlatform()));
      }
    }
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }
}
