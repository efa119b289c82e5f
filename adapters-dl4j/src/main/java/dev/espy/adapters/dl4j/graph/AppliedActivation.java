package dev.espy.adapters.dl4j.graph;

import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Network.Node;
import java.util.List;

/** Decides which layer applies an activation. */
public final class AppliedActivation {

  private AppliedActivation() {}

  /**
   * Returns the activation that a layer applies to its output. A max pooling applies the activation
   * of the convolution before it: no activation decreases, so the maximum stays the maximum, and
   * fewer values are left after pooling.
   *
   * @param nodes layers in sequence
   * @param index 0-based index of the layer in the sequence
   * @return the activation; IDENTITY for layers without one, and for normalizations and residual
   *     blocks, which apply their own
   */
  public static Activation of(List<Node> nodes, int index) {
    Layer layer = nodes.get(index).layer();
    if (layer instanceof Convolution convolution) {
      boolean pooled =
          index + 1 < nodes.size() && nodes.get(index + 1).layer() instanceof MaxPooling;
      return pooled ? Activation.IDENTITY : convolution.activation();
    } else if (layer instanceof MaxPooling) {
      return index > 0 && nodes.get(index - 1).layer() instanceof Convolution convolution
          ? convolution.activation()
          : Activation.IDENTITY;
    } else if (layer instanceof Dense dense) {
      return dense.activation();
    }
    return Activation.IDENTITY;
  }
}
