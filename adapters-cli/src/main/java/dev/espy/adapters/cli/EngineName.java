package dev.espy.adapters.cli;

import java.util.Locale;

/** The engines that classify, by the words that people type. */
public enum EngineName {
  /** ONNX Runtime. */
  ONNX,
  /** Deeplearning4j, the engine of training. */
  DL4J;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads one. */
  static final class Converter extends Choice<EngineName> {
    Converter() {
      super(EngineName.class);
    }
  }
}
