package dev.espy.adapters.dl4j.onednn;

import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;

/** A value between two layers, and the loss's gradient with respect to it. */
final class OneDnnTensor {

  private final memory value;
  private final boolean needsGradient;
  private @Nullable memory gradient;

  /**
   * Creates a tensor without a gradient.
   *
   * @param needsGradient true if a learned parameter depends on the gradient
   */
  OneDnnTensor(memory value, boolean needsGradient) {
    this.value = value;
    this.needsGradient = needsGradient;
  }

  memory value() {
    return value;
  }

  memory.desc format() {
    return value.get_desc();
  }

  boolean needsGradient() {
    return needsGradient;
  }

  /** Returns the gradient. Readers must not change it, because several tensors may share it. */
  memory gradient() {
    if (gradient == null) {
      throw new IllegalStateException("no gradient");
    }
    return gradient;
  }

  /** Sets the gradient. The layer that reads the value does this. */
  void setGradient(memory gradient) {
    this.gradient = gradient;
  }
}
