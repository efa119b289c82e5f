package dev.espy.adapters.dl4j;

import dev.espy.domain.EspyException;
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
 * Loads ND4J and its native code, once. What can go wrong is looked for first, because ND4J reports
 * it late and in a misleading way, prints stack traces, or ends the whole process.
 */
final class Backend {

  /** The name of the class; it need not be on the class path, nor when this is compiled. */
  private static final String CUDA = "org.nd4j.linalg.jcublas.JCublasBackend";

  private Backend() {}

  /** ND4J fails for good if it fails once, so there is one try. */
  private static final class Try {
    static final Optional<EspyException> FAILURE = failure();

    private static Optional<EspyException> failure() {
      try {
        tryToLoad();
        return Optional.empty();
      } catch (EspyException e) {
        return Optional.of(e);
      }
    }
  }

  /**
   * Loads ND4J, if that has not happened yet.
   *
   * @param gpu whether it is to compute on a GPU
   * @throws UnsupportedDeviceException if there is no native code for this machine, or for another
   *     device
   * @throws StorageException if it cannot be unpacked
   */
  static void load(boolean gpu) {
    checkDevice(gpu, isCuda());
    if (Try.FAILURE.isPresent()) {
      throw Try.FAILURE.get();
    }
  }

  /**
   * Checks that ND4J runs on the device that was asked for.
   *
   * @param cuda whether it takes its code for CUDA
   */
  static void checkDevice(boolean gpu, boolean cuda) {
    if (gpu && !cuda) {
      throw new UnsupportedDeviceException(
          "Deeplearning4j is to run on a GPU, but ND4J's code for CUDA is not on the class path; put nd4j-cuda there, with its natives, in the place of nd4j-native");
    }
    if (cuda && !gpu) {
      throw new UnsupportedDeviceException(
          "Deeplearning4j is to run on the CPU, but with its code for CUDA on the class path ND4J takes the GPU; leave nd4j-cuda out");
    }
  }

  /** Returns whether ND4J will take its code for CUDA: it does where there is some. */
  private static boolean isCuda() {
    return backend().map(backend -> backend.getClass().getName().equals(CUDA)).orElse(false);
  }

  /** Returns the backend that ND4J tries first. */
  private static Optional<Nd4jBackend> backend() {
    return ServiceLoader.load(Nd4jBackend.class, Backend.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .max(Comparator.comparingInt(Nd4jBackend::getPriority));
  }

  private static void tryToLoad() {
    boolean cuda = isCuda();
    NativeCode code = cuda ? NativeCode.CUDA : NativeCode.CPU;
    String name =
        code.name()
            .orElseThrow(
                () ->
                    new UnsupportedDeviceException(
                        cuda
                            ? "ND4J has no native code for CUDA on the class path for %s"
                                .formatted(Loader.getPlatform())
                            : "this build of Espy has no native code of Deeplearning4j for %s; build it on this machine, which must be Linux or macOS (x86-64 or ARM) or Windows (x86-64)"
                                .formatted(Loader.getPlatform())));
    code.checkCache(name);
    // ND4J's report of itself is for its developers, and a network that runs out of memory would
    // leave a file in the working directory.
    System.getProperties().putIfAbsent(ND4JSystemProperties.LOG_INITIALIZATION, "false");
    CrashReportingUtil.crashDumpsEnabled(false);
    try {
      if (cuda) {
        // ND4J asks the same, but prints a stack trace where the answer is no.
        backend().ifPresent(Nd4jBackend::canRun);
      } else {
        Processor.check(name);
      }
      Nd4j.getBackend();
    } catch (EspyException e) {
      throw e;
    } catch (LinkageError | RuntimeException e) {
      throw new UnsupportedDeviceException(
          cuda
              ? "Deeplearning4j cannot use the GPU (%s); see that the NVIDIA driver, CUDA 11.6 and cuDNN 8.3 are installed, or run on the CPU (--device cpu)"
                  .formatted(rootOf(e).getMessage())
              : "the native code of Deeplearning4j for %s does not start on this machine: %s"
                  .formatted(name, rootOf(e)),
          e);
    }
  }

  /** A class of its own, for with ND4J for CUDA there need not be the one that it uses. */
  private static final class Processor {
    /** ND4J asks the same, but calls System.exit where the answer is no. */
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
