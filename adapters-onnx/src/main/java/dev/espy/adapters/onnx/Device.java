package dev.espy.adapters.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;

/** Where ONNX Runtime computes. */
interface Device {

  /** The processor, which ONNX Runtime uses unless told otherwise. */
  Device PROCESSOR = options -> {};

  /**
   * Sets what a session needs to compute there.
   *
   * @throws OrtException if this machine, or this build of ONNX Runtime, cannot
   */
  void choose(SessionOptions options) throws OrtException;
}
