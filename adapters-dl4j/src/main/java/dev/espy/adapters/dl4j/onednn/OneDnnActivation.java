package dev.espy.adapters.dl4j.onednn;

import dev.espy.domain.network.Activation;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;

/** Activations in oneDNN's terms. Derivatives are computed from the activation's output. */
final class OneDnnActivation {

  private OneDnnActivation() {}

  /** Returns attributes that make a primitive apply an activation to its result. */
  static primitive_attr asPostOperation(Activation activation) {
    primitive_attr attributes = new primitive_attr();
    if (activation != Activation.IDENTITY) {
      post_ops after = new post_ops();
      after.append_eltwise(1, algorithm(activation), alpha(activation), 0);
      attributes.set_post_ops(after);
    }
    return attributes;
  }

  /** Describes the primitive that applies an activation. */
  static eltwise_forward.primitive_desc forward(
      Activation activation, memory.desc data, prop_kind kind, engine cpu) {
    return new eltwise_forward.primitive_desc(
        new eltwise_forward.desc(kind, algorithmFromOutput(activation), data, alpha(activation), 0),
        cpu);
  }

  /** Describes the primitive that multiplies a gradient by an activation's derivative. */
  static eltwise_backward.primitive_desc backward(
      Activation activation, memory.desc data, engine cpu) {
    return new eltwise_backward.primitive_desc(
        new eltwise_backward.desc(
            algorithmFromOutput(activation), data, data, alpha(activation), 0),
        cpu,
        forward(activation, data, prop_kind.forward_training, cpu));
  }

  private static algorithm algorithm(Activation activation) {
    return switch (activation) {
      case IDENTITY -> throw new IllegalArgumentException("identity has no algorithm");
      case RELU, LEAKY_RELU -> algorithm.eltwise_relu;
      case ELU -> algorithm.eltwise_elu;
      case TANH -> algorithm.eltwise_tanh;
      case SIGMOID -> algorithm.eltwise_logistic;
    };
  }

  /** Returns the algorithm whose derivative needs the output instead of the input. */
  private static algorithm algorithmFromOutput(Activation activation) {
    return switch (activation) {
      case IDENTITY -> throw new IllegalArgumentException("identity has no algorithm");
      case RELU, LEAKY_RELU -> algorithm.eltwise_relu_use_dst_for_bwd;
      case ELU -> algorithm.eltwise_elu_use_dst_for_bwd;
      case TANH -> algorithm.eltwise_tanh_use_dst_for_bwd;
      case SIGMOID -> algorithm.eltwise_logistic_use_dst_for_bwd;
    };
  }

  /** Returns the algorithm's parameter: the slope of leaky ReLU, the scale of ELU. */
  private static float alpha(Activation activation) {
    return switch (activation) {
      case LEAKY_RELU -> 0.01f;
      case ELU -> 1;
      default -> 0;
    };
  }
}
