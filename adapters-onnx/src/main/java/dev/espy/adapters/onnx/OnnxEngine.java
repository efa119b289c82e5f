package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.device.DeviceRequirements;
import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.UnavailableReason;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Classifies with ONNX Runtime, on the CPU or on a GPU. Creating an engine is cheap: the native
 * code is loaded when the first model is opened.
 */
public final class OnnxEngine implements ClassifierPort {

  /** The version of ONNX Runtime in the parent POM. */
  private static final String VERSION = "1.28.0";

  private final Device device;
  private final int threads;

  /** Creates an engine for the CPU, with a thread for each processor that this process may use. */
  public OnnxEngine() {
    this(Device.PROCESSOR, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Creates an engine for a chosen device, with a thread for each processor that this process may
   * use.
   *
   * @param choice the device, chosen with {@link #gpuRequirements}
   */
  public OnnxEngine(DeviceChoice choice) {
    this(choice, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Creates an engine for a chosen device and a number of threads. The probabilities do not depend
   * on that number.
   *
   * @param choice the device, chosen with {@link #gpuRequirements}
   * @param threads number of threads that compute, the calling thread included, at least 1
   */
  public OnnxEngine(DeviceChoice choice, int threads) {
    this(device(choice.gpu()), threads);
  }

  /** Creates an engine for a device and a number of threads. */
  OnnxEngine(Device device, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    this.device = device;
    this.threads = threads;
  }

  /** Returns the number of threads that compute, the calling thread included. */
  public int threads() {
    return threads;
  }

  private static Device device(@Nullable Gpu gpu) {
    return gpu == null
        ? Device.PROCESSOR
        : new Device.Cuda(Objects.requireNonNull(gpu.ordinal(), gpu.title()));
  }

  /**
   * Returns this engine's requirements for a GPU. No native code is loaded.
   *
   * @param missing finds a missing library: takes file names and advice, returns the reason for the
   *     first library that is missing
   */
  public static DeviceRequirements gpuRequirements(
      BiFunction<List<String>, String, Optional<UnavailableReason>> missing) {
    return OnnxGpuRequirements.of(NativeCode::hasCuda, missing);
  }

  @Override
  public Classifier open(Model model) {
    Signature signature = new Signature(model.preprocessing().input(), model.labels().size());
    try {
      byte[] bytes = OnnxModel.of(model).build().toByteArray();
      OrtSession session =
          Sessions.open(
              (environment, options) -> environment.createSession(bytes, options), device);
      return new OnnxClassifier(NativeCode.load(), session, signature, device, threads);
    } catch (OutOfMemoryError e) {
      throw Failures.outOfMemory(e);
    } catch (OrtException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public String engine() {
    return "ONNX Runtime " + VERSION;
  }
}
