package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.device.EngineNeeds;
import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.Obstacle;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Classifies with ONNX Runtime, on the processor or on a GPU. Making one costs nothing: the native
 * code is loaded when the first model is opened.
 */
public final class OnnxEngine implements ClassifierPort {

  /** The version of ONNX Runtime; the parent POM names the same. */
  private static final String VERSION = "1.28.0";

  private final Device device;

  /** Makes one that computes on the processor. */
  public OnnxEngine() {
    this(Device.PROCESSOR);
  }

  /**
   * Makes one that computes where it was decided, by what {@link #gpuNeeds} says.
   *
   * @param choice the processor, or a GPU
   */
  public OnnxEngine(DeviceChoice choice) {
    this(device(choice.gpu()));
  }

  /**
   * @param device where to compute
   */
  OnnxEngine(Device device) {
    this.device = device;
  }

  private static Device device(@Nullable Gpu gpu) {
    return gpu == null
        ? Device.PROCESSOR
        : new Device.Cuda(Objects.requireNonNull(gpu.ordinal(), gpu.title()));
  }

  /**
   * Returns what this engine needs to run on a GPU. Nothing native is loaded to find that out.
   *
   * @param missing looks for shared libraries: given their file names and what to do about a
   *     missing one, returns the first that is missing
   */
  public static EngineNeeds gpuNeeds(BiFunction<List<String>, String, Optional<Obstacle>> missing) {
    return GpuNeeds.of(NativeCode::hasCuda, missing);
  }

  @Override
  public Classifier open(Model model) {
    Signature signature = new Signature(model.preprocessing().input(), model.labels().size());
    try {
      byte[] bytes = OnnxModel.of(model).build().toByteArray();
      OrtSession session =
          Sessions.open(
              (environment, options) -> environment.createSession(bytes, options), device);
      return new OnnxClassifier(NativeCode.load(), session, signature, device);
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
