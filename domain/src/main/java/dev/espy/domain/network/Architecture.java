package dev.espy.domain.network;

import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.Dropout;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Layer.Padding;
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
}
