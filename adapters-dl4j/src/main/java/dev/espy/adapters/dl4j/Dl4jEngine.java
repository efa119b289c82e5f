package dev.espy.adapters.dl4j;

import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.device.EngineNeeds;
import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.Obstacle;
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
 * Classifies and learns with Deeplearning4j, on the processor or on a GPU. Making one costs
 * nothing: the native code is loaded when the first network is opened.
 *
 * <p>Which of both a process can have is settled by its class path: with ND4J for CUDA on it, and
 * without ND4J's natives for the processor, it is the GPU. Opening a network fails, with an {@link
 * dev.espy.domain.UnsupportedDeviceException}, where that is not what was asked for.
 */
public final class Dl4jEngine implements ClassifierPort, LearnerPort {

  /** The version of Deeplearning4j; the module's POM names the same. */
  private static final String VERSION = "1.0.0-M2.1";

  private final Kernels kernels;

  /** The number that CUDA gives the GPU, or null for the processor. */
  private final @Nullable Integer gpu;

  /** Makes one that computes on the processor. */
  public Dl4jEngine() {
    this(Kernels.ONEDNN);
  }

  /**
   * Makes one that computes where it was decided, by what {@link #gpuNeeds} says, before the JVM
   * was given its class path.
   *
   * @param choice the processor, or a GPU
   */
  public Dl4jEngine(DeviceChoice choice) {
    this(choice.gpu() == null ? Kernels.ONEDNN : Kernels.ND4J, ordinal(choice.gpu()));
  }

  /** Makes one that computes on the processor with certain code, if it is there. */
  Dl4jEngine(Kernels kernels) {
    this(kernels, null);
  }

  private Dl4jEngine(Kernels kernels, @Nullable Integer gpu) {
    this.kernels = kernels;
    this.gpu = gpu;
  }

  private static @Nullable Integer ordinal(@Nullable Gpu gpu) {
    return gpu == null ? null : Objects.requireNonNull(gpu.ordinal(), gpu.title());
  }

  /**
   * Returns what this engine needs to run on a GPU. Nothing native is loaded to find that out.
   *
   * @param built whether ND4J for CUDA is there to be put on the class path, or on it ({@link
   *     #hasCuda})
   * @param missing looks for shared libraries: given their file names and what to do about a
   *     missing one, returns the first that is missing
   */
  public static EngineNeeds gpuNeeds(
      BooleanSupplier built, BiFunction<List<String>, String, Optional<Obstacle>> missing) {
    return GpuNeeds.of(built, missing);
  }

  /** Returns whether ND4J for CUDA and its natives for this machine are on the class path. */
  public static boolean hasCuda() {
    return NativeCode.CUDA.name().isPresent();
  }

  @Override
  public Classifier open(Model model) {
    return open(
        placement ->
            new Dl4jClassifier(model.network(), model.preprocessing(), model.tensors(), placement));
  }

  @Override
  public Learner open(NetworkSpec spec, NetworkState state) {
    state.check(spec);
    return open(placement -> new Dl4jLearner(spec, state, placement));
  }

  private <T> T open(Function<Placement, T> maker) {
    Backend.load(gpu != null);
    Placement placement = placement();
    try {
      return placement.run(
          "the network",
          () -> {
            if (gpu != null) {
              Nd4j.getAffinityManager().unsafeSetDevice(gpu);
            }
            return maker.apply(placement);
          });
    } catch (RuntimeException | Error e) {
      placement.worker().close();
      throw e;
    }
  }

  private Placement placement() {
    Kernels available = kernels == Kernels.ONEDNN && !OneDnn.isAvailable() ? Kernels.JAVA : kernels;
    Worker worker = kernels == Kernels.ND4J ? Worker.thread() : Worker.callers();
    return new Placement(available, worker, new Failures(gpu != null));
  }

  @Override
  public String engine() {
    return "Deeplearning4j " + VERSION;
  }

  @Override
  public String computesOn() {
    int threads = threads(System.getenv("OMP_NUM_THREADS"));
    return gpu != null ? "GPU" : threads == 1 ? "1 thread" : threads + " threads";
  }

  /** Returns how many threads native code takes, which decides how its sums are rounded. */
  static int threads(@Nullable String wanted) {
    return wanted != null && wanted.matches("[1-9][0-9]{0,3}")
        ? Integer.parseInt(wanted)
        : Runtime.getRuntime().availableProcessors();
  }
}
