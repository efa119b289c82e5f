package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;

/** Opens sessions as this package wants them. */
final class Sessions {

  /** Where a session's model comes from. */
  interface Source {

    /** Returns a session with these options. */
    OrtSession open(OrtEnvironment environment, SessionOptions options) throws OrtException;
  }

  private Sessions() {}

  /**
   * Opens a session that computes in the thread that calls it; see {@link OnnxClassifier}.
   *
   * @throws OrtException if ONNX Runtime refuses the model or the device
   */
  static OrtSession open(Source source, Device device) throws OrtException {
    OrtEnvironment environment = NativeCode.load();
    try (SessionOptions options = new SessionOptions()) {
      options.setOptimizationLevel(OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(1);
      device.choose(options);
      return source.open(environment, options);
    }
  }
}
