package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Applies an activation in place, and its derivative. All derivatives can be told from what the
 * activation gave, so nothing else is kept.
 */
final class Activating {

  private static final double LEAK = 0.01;

  private final Activation activation;
  private final Kernels kernels;
  private final NativeOperation reluDerivative =
      new NativeOperation("relu_bp", NativeOperation.Code.PLAIN);
  private final NativeOperation leakyDerivative =
      new NativeOperation("lrelu_bp", NativeOperation.Code.PLAIN).with(LEAK);
  private @Nullable INDArray given;

  Activating(Activation activation, Kernels kernels) {
    this.activation = activation;
    this.kernels = kernels;
  }

  /**
   * Applies the activation.
   *
   * @param values are replaced; if it is learning, nobody may change them until {@link #backward}
   */
  void forward(INDArray values, boolean learning) {
    switch (activation) {
      case IDENTITY -> {}
      case RELU -> {
        if (kernels == Kernels.ND4J) {
          Transforms.relu(values, false);
        } else {
          Relu.forward(values);
        }
      }
      case LEAKY_RELU -> Transforms.leakyRelu(values, LEAK, false);
      case ELU -> Transforms.elu(values, false);
      case TANH -> Transforms.tanh(values, false);
      case SIGMOID -> Transforms.sigmoid(values, false);
    }
    given = learning ? values : null;
  }

  /**
   * Applies the derivative.
   *
   * @param error the gradient of what the activation gave; becomes that of what it was given
   */
  void backward(INDArray error) {
    INDArray values = given;
    if (values == null) {
      throw new IllegalStateException("no forward pass");
    }
    given = null;
    switch (activation) {
      case IDENTITY -> {}
      case RELU -> {
        if (kernels == Kernels.ND4J) {
          reluDerivative.run(List.of(values, error), List.of(error));
        } else {
          Relu.backward(values, error);
        }
      }
      case LEAKY_RELU -> leakyDerivative.run(List.of(values, error), List.of(error));
      case ELU -> error.muli(Transforms.min(values, 0.0).addi(1));
      case TANH -> error.muli(values.mul(values).rsubi(1));
      case SIGMOID -> error.muli(values.rsub(1).muli(values));
    }
  }
}
