package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Network.Node;
import java.util.List;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;

/** Where activations are applied, and what oneDNN calls them. */
final class Activations {

  private Activations() {}

  /**
   * Returns what a layer applies. A convolution leaves its activation to a pooling behind it: no
   * activation ever decreases, so the largest value stays the largest, and there are fewer values
   * then.
   */
  static Activation applied(List<Node> nodes, int index) {
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

  static algorithm algorithm(Activation activation) {
    return switch (activation) {
      case IDENTITY -> throw new IllegalArgumentException("nothing to apply");
      case RELU, LEAKY_RELU -> algorithm.eltwise_relu;
      case ELU -> algorithm.eltwise_elu;
      case TANH -> algorithm.eltwise_tanh;
      case SIGMOID -> algorithm.eltwise_logistic;
    };
  }

  /** Returns the same for a derivative that is told from what the activation gave. */
  static algorithm fromResult(Activation activation) {
    return switch (activation) {
      case IDENTITY -> throw new IllegalArgumentException("nothing to apply");
      case RELU, LEAKY_RELU -> algorithm.eltwise_relu_use_dst_for_bwd;
      case ELU -> algorithm.eltwise_elu_use_dst_for_bwd;
      case TANH -> algorithm.eltwise_tanh_use_dst_for_bwd;
      case SIGMOID -> algorithm.eltwise_logistic_use_dst_for_bwd;
    };
  }

  /** Returns the number that goes with the algorithm. */
  static float alpha(Activation activation) {
    return switch (activation) {
      case LEAKY_RELU -> 0.01f;
      case ELU -> 1;
      default -> 0;
    };
  }

  static eltwise_forward.primitive_desc forward(
      Activation activation, memory.desc data, prop_kind kind, OneDnn dnn) {
    return new eltwise_forward.primitive_desc(
        new eltwise_forward.desc(kind, fromResult(activation), data, alpha(activation), 0),
        dnn.engine());
  }
}
