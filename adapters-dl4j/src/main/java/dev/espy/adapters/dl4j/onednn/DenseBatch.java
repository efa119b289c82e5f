package dev.espy.adapters.dl4j.onednn;

import dev.espy.adapters.dl4j.tensors.AlignedArray;
import dev.espy.domain.network.Network.Node;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a dense layer for a whole batch, and the gradients with respect to its outputs
 * before the activation. A dense layer has many weights for little work, so the gradient of its
 * weights is one matrix product for the batch instead of a sum over micro-batches.
 */
final class DenseBatch implements AutoCloseable {

  /** Number of columns of the weights whose gradient is computed at a time. */
  private static final int TILE = 1024;

  private final Node node;
  private @Nullable AlignedArray inputs;
  private @Nullable AlignedArray gradients;

  DenseBatch(Node node) {
    this.node = node;
  }

  Node node() {
    return node;
  }

  /** Returns the number of input values of an image. */
  int columns() {
    return node.input().size();
  }

  /** Returns the number of output values of an image. */
  int rows() {
    return node.output().size();
  }

  /** Returns the number of tiles of the weights' columns. */
  int tiles() {
    return (columns() + TILE - 1) / TILE;
  }

  /**
   * Returns the index of a tile's first column; that after the last tile is the number of columns.
   */
  long tileStart(int tile) {
    return Math.min(columns(), (long) tile * TILE);
  }

  /** Allocates room for a number of images. */
  void prepare(long images) {
    if (inputs == null || gradients == null || inputs.size() < images * columns()) {
      close();
      inputs = new AlignedArray(images * columns());
      gradients = new AlignedArray(images * rows());
    }
  }

  /** Returns the address of an image's input. */
  long input(int image) {
    return address(inputs, (long) image * columns());
  }

  /** Returns the address of the gradient with respect to an image's output. */
  long gradient(int image) {
    return address(gradients, (long) image * rows());
  }

  private static long address(@Nullable AlignedArray array, long index) {
    if (array == null) {
      throw new IllegalStateException("not prepared");
    }
    return array.address() + index * Float.BYTES;
  }

  @Override
  public void close() {
    if (inputs != null) {
      inputs.close();
      inputs = null;
    }
    if (gradients != null) {
      gradients.close();
      gradients = null;
    }
  }
}
