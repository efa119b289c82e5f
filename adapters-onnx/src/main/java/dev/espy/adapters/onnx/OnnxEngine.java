package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
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

  OnnxEngine(Device device) {
    this.device = device;
  }

  @Override
  public Classifier open(Model model) {
    OrtEnvironment environment = NativeCode.load();
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      device.choose(options);
      OrtSession session = environment.createSession(OnnxModel.of(model).toByteArray(), options);
      return new OnnxClassifier(environment, session, Signature.of(session).orElseThrow(), 16);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String engine() {
    return "ONNX Runtime " + VERSION;
  }
}
