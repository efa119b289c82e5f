package dev.espy.domain.network;

import java.util.List;

/**
 * The description of a network's tensor.
 *
 * @param name the layer's name and a suffix for the role, such as {@code conv1.weight}
 * @param shape the size of each dimension, as in {@link dev.espy.domain.Tensor}
 * @param role the role in the layer
 */
public record Parameter(String name, List<Integer> shape, Role role) {

  /** The role of a tensor in its layer. */
  public enum Role {
    /** Factors of the layer's input in its sums; learned. */
    WEIGHT("weight", true),
    /** Numbers added to the sums; learned. */
    BIAS("bias", true),
    /** Factors of normalized values; learned. */
    SCALE("weight", true),
    /** Numbers added to scaled normalized values; learned. */
    SHIFT("bias", true),
    /** Running means of the layer's input, updated in training. */
    MEAN("running_mean", false),
    /** Running variances of the layer's input, updated in training. */
    VARIANCE("running_var", false);

    private final String suffix;
    private final boolean learned;

    Role(String suffix, boolean learned) {
      this.suffix = suffix;
      this.learned = learned;
    }

    /** Returns a layer's parameter of this role, named as in PyTorch. */
    public Parameter of(String layer, Integer... shape) {
      return new Parameter(layer + "." + suffix, List.of(shape), this);
    }

    /**
     * Returns whether the optimiser changes the tensor; running statistics are changed by the
     * layer.
     */
    public boolean learned() {
      return learned;
    }
  }

  /** Copies the list. */
  public Parameter {
    shape = List.copyOf(shape);
  }

  /** Returns the number of values; {@link Long#MAX_VALUE} if the number does not fit a long. */
  public long size() {
    long size = 1;
    for (int dimension : shape) {
      size = size > Long.MAX_VALUE / dimension ? Long.MAX_VALUE : size * dimension;
    }
    return size;
  }
}
