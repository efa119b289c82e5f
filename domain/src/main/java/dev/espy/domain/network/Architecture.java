package dev.espy.domain.network;

import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.Dropout;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Layer.Padding;
import dev.espy.domain.network.Layer.Residual;
import java.util.List;
import java.util.Locale;

/**
 * The hidden layers of a network, starting at the input. The output layer is implied: it is dense
 * with one unit for each label and a softmax.
 *
 * @param layers the layers in order; an empty list gives a softmax regression
 */
public record Architecture(List<Layer> layers) {

  /** The largest number of layers, including those in residual blocks. */
  public static final int MAXIMUM_LAYERS = 10_000;

  /**
   * The largest nesting depth of residual blocks. The JSON of model files allows no deeper nesting.
   */
  public static final int MAXIMUM_DEPTH = 8;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there are too many layers, or blocks are nested too deep,
   *     with a message for the user
   */
  public Architecture {
    layers = List.copyOf(layers);
    count(layers, 0);
  }

  /**
   * Counts layers, including those inside residual blocks.
   *
   * @param depth the number of enclosing blocks
   */
  private static int count(List<Layer> layers, int depth) {
    if (depth > MAXIMUM_DEPTH) {
      throw new IllegalArgumentException(
          "there are more than %d residual blocks inside one another; use fewer"
              .formatted(MAXIMUM_DEPTH));
    }
    int count = layers.size();
    for (Layer layer : layers) {
      count += layer instanceof Residual residual ? count(residual.layers(), depth + 1) : 0;
    }
    if (count > MAXIMUM_LAYERS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there are more than %,d layers, those in residual blocks included; use fewer",
              MAXIMUM_LAYERS));
    }
    return count;
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
   * Returns a copy with wider or narrower layers: the numbers of filters and units are multiplied
   * by a factor. Results from 8 on are rounded to multiples of 8, which suits vector instructions;
   * smaller ones to whole numbers, at least 1. The copy fits every input that this architecture
   * fits.
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
    return layers.stream().map(layer -> layer.accept(new Widening(factor))).toList();
  }

  /** Widens layers that have filters or units. */
  private record Widening(double factor) implements LayerVisitor<Layer> {

    @Override
    public Layer visit(Convolution layer) {
      return new Convolution(
          widened(layer.filters(), factor),
          layer.kernel(),
          layer.stride(),
          layer.padding(),
          layer.activation(),
          layer.bias());
    }

    @Override
    public Layer visit(BatchNormalization layer) {
      return layer;
    }

    @Override
    public Layer visit(MaxPooling layer) {
      return layer;
    }

    @Override
    public Layer visit(GlobalAveragePooling layer) {
      return layer;
    }

    @Override
    public Layer visit(Dense layer) {
      return new Dense(widened(layer.units(), factor), layer.activation());
    }

    @Override
    public Layer visit(Dropout layer) {
      return layer;
    }

    @Override
    public Layer visit(Residual layer) {
      return new Residual(widened(layer.layers(), factor), layer.activation());
    }
  }

  private static int widened(int width, double factor) {
    double wide = width * factor;
    long rounded = wide < 8 ? Math.round(wide) : 8 * Math.round(wide / 8);
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, rounded));
  }
}
