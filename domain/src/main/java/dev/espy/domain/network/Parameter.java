package dev.espy.domain.network;

import java.util.List;

/**
 * A tensor of a network.
 *
 * @param name the layer's name and what it is to the layer, such as {@code conv1.weight}
 * @param shape the size of each dimension, as in {@link dev.espy.domain.Tensor}
 * @param role what it is to the layer
 */
public record Parameter(String name, List<Integer> shape, Role role) {

  /** What a tensor is to its layer. */
  public enum Role {
    /** Multiplied with the layer's input, summed over it; learned. */
    WEIGHT("weight", true),
    /** Added to a layer's results; learned. */
    BIAS("bias", true),
    /** What normalized values are multiplied with; learned. */
    SCALE("weight", true),
    /** What is added to normalized values; learned. */
    SHIFT("bias", true),
    /** A running mean of a layer's input, gathered while learning. */
    MEAN("running_mean", false),
    /** A running variance of a layer's input, gathered while learning. */
    VARIANCE("running_var", false);

    private final String suffix;
    private final boolean learned;

    Role(String suffix, boolean learned) {
      this.suffix = suffix;
      this.learned = learned;
    }

    /** Returns the parameter of this role of a layer, named as PyTorch does. */
    public Parameter of(String layer, Integer... shape) {
      return new Parameter(layer + "." + suffix, List.of(shape), this);
    }

    /** Returns whether the optimiser changes it, and not only the layer itself. */
    public boolean learned() {
      return learned;
    }
  }

  /** Copies the list. */
  public Parameter {
    shape = List.copyOf(shape);
  }

  /** Returns how many numbers it has; {@link Long#MAX_VALUE} if those are more than fit a long. */
  public long size() {
    long size = 1;
    for (int dimension : shape) {
      size = size > Long.MAX_VALUE / dimension ? Long.MAX_VALUE : size * dimension;
    }
    return size;
  }
}
