package dev.espy.domain.network;

import java.util.List;

/**
 * A tensor that a network learns.
 *
 * @param name the layer's name and what it is to the layer, such as {@code conv1.weight}
 * @param shape the size of each dimension, as in {@link dev.espy.domain.Tensor}
 */
public record Parameter(String name, List<Integer> shape) {

  /** Copies the list. */
  public Parameter {
    shape = List.copyOf(shape);
  }

  /** Returns how many numbers it has; 2^63 - 1 if they are more. */
  public long size() {
    try {
      return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }
}
