package dev.espy.domain.network;

import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.Dropout;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Layer.Padding;
import dev.espy.domain.network.Layer.Residual;
import java.util.List;

/**
 * The hidden layers of a network, from its input on. The output layer is not listed: it is always
 * dense with one unit a label and a softmax.
 *
 * @param layers the layers in order; none makes a softmax regression
 */
public record Architecture(List<Layer> layers) {

  /** Copies the list. */
  public Architecture {
    layers = List.copyOf(layers);
  }

  /**
   * Returns the network of the "Identify the Apparels" tutorial: two 3x3 convolutions of 32 and 64
   * filters, 2x2 max-pooling, dropout 0.25, 128 dense units, dropout 0.5; ReLU everywhere.
   */
  public static Architecture tutorial() {
    return new Architecture(
        List.of(
            new Convolution(32, 3, 1, Padding.VALID, Activation.RELU),
            new Convolution(64, 3, 1, Padding.VALID, Activation.RELU),
            new MaxPooling(2, 2),
            new Dropout(0.25),
            new Dense(128, Activation.RELU),
            new Dropout(0.5)));
  }

  /**
   * Returns a network whose layers have other numbers of filters and units, and are otherwise the
   * same: the factor times as many, to the nearest multiple of 8, which suits the vectors of
   * processors; numbers below 8 are whole ones, at least 1. Where this one fits an input, that one
   * does.
   *
   * @param factor above 0
   * @throws IllegalArgumentException if the factor is out of range
   */
  public Architecture widened(double factor) {
    if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("factor " + factor);
    }
    return factor == 1 ? this : new Architecture(widened(layers, factor));
  }

  private static List<Layer> widened(List<Layer> layers, double factor) {
    return layers.stream().map(layer -> widened(layer, factor)).toList();
  }

  private static Layer widened(Layer layer, double factor) {
    if (layer instanceof Convolution convolution) {
      return new Convolution(
          widened(convolution.filters(), factor),
          convolution.kernel(),
          convolution.stride(),
          convolution.padding(),
          convolution.activation(),
          convolution.bias());
    } else if (layer instanceof Dense dense) {
      return new Dense(widened(dense.units(), factor), dense.activation());
    } else if (layer instanceof Residual residual) {
      return new Residual(widened(residual.layers(), factor), residual.activation());
    }
    return layer;
  }

  private static int widened(int width, double factor) {
    double wide = width * factor;
    long rounded = wide < 8 ? Math.round(wide) : 8 * Math.round(wide / 8);
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, rounded));
  }
}
