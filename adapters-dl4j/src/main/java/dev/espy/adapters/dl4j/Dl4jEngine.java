package dev.espy.adapters.dl4j;

import dev.espy.adapters.dl4j.backend.Backend;
import dev.espy.adapters.dl4j.backend.FailureTranslator;
import dev.espy.adapters.dl4j.backend.Nd4jGpuRequirements;
import dev.espy.adapters.dl4j.backend.Nd4jNatives;
import dev.espy.adapters.dl4j.backend.Workers;
import dev.espy.adapters.dl4j.onednn.OneDnnContext;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.device.DeviceRequirements;
import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.UnavailableReason;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.Learner;
import dev.espy.domain.port.LearnerPort;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains and classifies with Deeplearning4j, on the CPU or on a GPU. Creating an engine is cheap:
 * the native code is loaded when the first network is opened.
 *
 * <p>The class path decides the device: ND4J uses the GPU if ND4J for CUDA replaces ND4J's natives
 * for the CPU. Opening a network throws {@link dev.espy.domain.UnsupportedDeviceException} if the
 * engine was created for the other device.
 */
public final class Dl4jEngine implements ClassifierPort, LearnerPort {

  /** The version of Deeplearning4j in the module's POM. */
  private static final String VERSION = "1.0.0-M2.1";

  private final Kernels kernels;

  /** CUDA's ordinal of the GPU; null for the CPU. */
  private final @Nullable Integer gpu;

  /** The number of threads of each network on the CPU. */
  private final int threads;

  /** Creates an engine for the CPU, with a thread for each processor that this process may use. */
  public Dl4jEngine() {
    this(Kernels.ONEDNN);
  }

  /**
   * Creates an engine for a chosen device, with a thread for each processor that this process may
   * use.
   *
   * @param choice the device, chosen with {@link #gpuRequirements} before the JVM got its class
   *     path
   */
  public Dl4jEngine(DeviceChoice choice) {
    this(choice, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Creates an engine for a chosen device and a number of threads.
   *
   * @param choice the device, chosen with {@link #gpuRequirements} before the JVM got its class
   *     path
   * @param threads number of threads that compute, at least 1; no result depends on it
   */
  public Dl4jEngine(DeviceChoice choice, int threads) {
    this(choice.gpu() == null ? Kernels.ONEDNN : Kernels.ND4J, ordinal(choice.gpu()), threads);
  }

  /** Creates an engine for the CPU with preferred kernels; JAVA replaces ONEDNN if it is absent. */
  Dl4jEngine(Kernels kernels) {
    this(kernels, Runtime.getRuntime().availableProcessors());
  }

  /** Creates an engine for the CPU with preferred kernels and a number of threads. */
  Dl4jEngine(Kernels kernels, int threads) {
    this(kernels, null, threads);
  }

  private Dl4jEngine(Kernels kernels, @Nullable Integer gpu, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    this.kernels = kernels;
    this.gpu = gpu;
    this.threads = threads;
  }

  /** Returns the number of threads that compute. */
  public int threads() {
    return threads;
  }

  private static @Nullable Integer ordinal(@Nullable Gpu gpu) {
    return gpu == null ? null : Objects.requireNonNull(gpu.ordinal(), gpu.title());
  }

  /**
   * Returns this engine's requirements for a GPU. No native code is loaded.
   *
   * @param built supplies true if the build contains ND4J for CUDA, such as {@link #hasCuda}
   * @param missing finds a missing library: takes file names and advice, returns the reason for the
   *     first library that is missing
   */
  public static DeviceRequirements gpuRequirements(
      BooleanSupplier built,
      BiFunction<List<String>, String, Optional<UnavailableReason>> missing) {
    return Nd4jGpuRequirements.of(built, missing);
  }

  /** Returns true if the class path has ND4J for CUDA with natives for this machine. */
  public static boolean hasCuda() {
    return Nd4jNatives.CUDA.name().isPresent();
  }

  @Override
  public Classifier open(Model model) {
    return open(placement -> new Dl4jClassifier(model, placement));
  }

  @Override
  public Learner open(NetworkSpec spec, NetworkState state) {
    state.check(spec);
    return open(placement -> new Dl4jLearner(spec, state, placement));
  }

  private <T> T open(Function<Placement, T> constructor) {
    Backend.load(gpu != null);
    Placement placement = placement();
    try {
      return placement.run(
          "the network",
          1,
          () -> {
            if (gpu != null) {
              Nd4j.getAffinityManager().unsafeSetDevice(gpu);
            }
            return constructor.apply(placement);
          });
    } catch (RuntimeException | Error e) {
      placement.workers().close();
      throw e;
    }
  }

  private Placement placement() {
    Kernels available =
        kernels == Kernels.ONEDNN && !OneDnnContext.isAvailable() ? Kernels.JAVA : kernels;
    int count = kernels == Kernels.ND4J ? 1 : threads;
    FailureTranslator failures = new FailureTranslator(gpu != null, count);
    Workers workers =
        failures.translate(
            "the network", 1, () -> gpu != null ? Workers.onGpu() : Workers.onCpu(count));
    return new Placement(available, workers, failures);
  }

  @Override
  public String engine() {
    return "Deeplearning4j " + VERSION;
  }

  @Override
  public String platform() {
    return "%s %s, Java %s"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            System.getProperty("java.version"));
  }

  @Override
  public String computesOn() {
    return gpu != null ? "GPU" : "CPU, " + OneDnnContext.instructions();
  }
}
