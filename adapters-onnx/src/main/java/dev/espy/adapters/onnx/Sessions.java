package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;

/** Opens sessions of ONNX Runtime. */
final class Sessions {

  /** The source of a session's model. */
  interface Source {

    /** Creates a session with the given options. */
    OrtSession open(OrtEnvironment environment, SessionOptions options) throws OrtException;
  }

  private Sessions() {}

  /**
   * Opens a session that computes in the calling thread; see {@link OnnxClassifier}.
   *
   * @throws OrtException if ONNX Runtime refuses the model or the device
   */
  static OrtSession open(Source source, Device device) throws OrtException {
    OrtEnvironment environment = NativeCode.load();
    try (SessionOptions options = new SessionOptions()) {
      options.setOptimizationLevel(OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(1);
      device.configure(options);
      return source.open(environment, options);
    }
  }
}
