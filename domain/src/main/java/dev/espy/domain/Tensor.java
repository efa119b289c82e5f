package dev.espy.domain;

import java.util.Arrays;

/**
 * An array of numbers of a network: weights, running statistics, or optimiser moments. Names and
 * layouts follow PyTorch's conventions: {@code conv1.weight} is [out][in][height][width], {@code
 * dense1.weight} is [out][in].
 *
 * @param shape the size of each dimension, the slowest first; empty for a single number
 * @param values the values, row-major; not copied, so they must not be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record Tensor(int[] shape, float[] values) {

  /**
   * @throws IllegalArgumentException if a dimension is negative, or the number of values does not
   *     match the shape
   */
  public Tensor {
    long size = 1;
    for (int dimension : shape) {
      // No array has more than 2^31 - 1 values; multiplying on could overflow to a size that
      // matches.
      size = dimension < 0 || size > Integer.MAX_VALUE ? Long.MAX_VALUE : size * dimension;
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          values.length + " values for shape " + Arrays.toString(shape));
    }
  }

  /** Returns whether shape and values are equal, bit for bit. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  /** Returns the shape, such as {@code [32, 1, 3, 3]}. */
  @Override
  public String toString() {
    return Arrays.toString(shape);
  }
}
