package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;

/**
 * Classifies with ONNX Runtime on the processor. Making one costs nothing: the native code is
 * loaded when the first model is opened.
 */
public final class OnnxEngine implements ClassifierPort {

  /** The version of ONNX Runtime; the parent POM names the same. */
  private static final String VERSION = "1.29.0";

  private final Device device;

  /** Makes one that computes on the processor. */
  public OnnxEngine() {
    this(Device.PROCESSOR);
  }

  /**
   * @param device where to compute
   */
  OnnxEngine(Device device) {
    this.device = device;
  }

  @Override
  public Classifier open(Model model) {
    Signature signature = new Signature(model.preprocessing().input(), model.labels().size());
    try {
      byte[] bytes = OnnxModel.of(model).build().toByteArray();
      OrtSession session =
          Sessions.open(
              (environment, options) -> environment.createSession(bytes, options), device);
      return new OnnxClassifier(NativeCode.load(), session, signature);
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
