package dev.espy.adapters.cli.engines;

import dev.espy.domain.Words;

/** The engines that classify. */
public enum EngineName {
  /** ONNX Runtime. */
  ONNX,
  /** Deeplearning4j, the engine of training. */
  DL4J;

  @Override
  public String toString() {
    return Words.of(this);
  }
}
