package dev.espy.adapters.dl4j.graph;

import dev.espy.domain.network.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Applies an activation and its derivative in place. Each derivative can be computed from the
 * activation's output, so the input is not kept.
 */
public final class InPlaceActivation {

  private static final double LEAKY_RELU_SLOPE = 0.01;

  /** ReLU, in place. */
  public interface Relu {
    /** Replaces each value x by max(0, x). */
    void forward(INDArray values);

    /**
     * Multiplies gradients by ReLU's derivative.
     *
     * @param outputs outputs of ReLU
     * @param gradients gradients with respect to the outputs; set to 0 where the output is 0
     */
    void backward(INDArray outputs, INDArray gradients);
  }

  private final Activation activation;
  private final Relu relu;
  private final NativeOperation leakyReluDerivative =
      new NativeOperation("lrelu_bp", NativeOperation.Library.ND4J).with(LEAKY_RELU_SLOPE);
  private @Nullable INDArray outputs;

  /**
   * Creates an activation for one vertex.
   *
   * @param activation the function to apply
   * @param relu the device's ReLU
   */
  public InPlaceActivation(Activation activation, Relu relu) {
    this.activation = activation;
    this.relu = relu;
  }

  /**
   * Applies the activation.
   *
   * @param values inputs; replaced by the outputs. If training, the caller must leave them
   *     unchanged until {@link #backward}
   * @param training true to keep the outputs for {@link #backward}
   */
  public void forward(INDArray values, boolean training) {
    switch (activation) {
      case IDENTITY -> {}
      case RELU -> relu.forward(values);
      case LEAKY_RELU -> Transforms.leakyRelu(values, LEAKY_RELU_SLOPE, false);
      case ELU -> Transforms.elu(values, false);
      case TANH -> Transforms.tanh(values, false);
      case SIGMOID -> Transforms.sigmoid(values, false);
    }
    outputs = training ? values : null;
  }

  /**
   * Multiplies gradients by the activation's derivative.
   *
   * @param gradient gradient with respect to the outputs; replaced by the gradient with respect to
   *     the inputs
   */
  public void backward(INDArray gradient) {
    INDArray values = outputs;
    if (values == null) {
      throw new IllegalStateException("no forward pass");
    }
    outputs = null;
    switch (activation) {
      case IDENTITY -> {}
      case RELU -> relu.backward(values, gradient);
      case LEAKY_RELU -> leakyReluDerivative.run(List.of(values, gradient), List.of(gradient));
      case ELU -> gradient.muli(Transforms.min(values, 0.0).addi(1));
      case TANH -> gradient.muli(values.mul(values).rsubi(1));
      case SIGMOID -> gradient.muli(values.rsub(1).muli(values));
    }
  }
}
