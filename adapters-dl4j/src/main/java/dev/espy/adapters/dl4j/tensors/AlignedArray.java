package dev.espy.adapters.dl4j.tensors;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Floats in host memory that start at a multiple of 64 bytes, as vector instructions want it. */
public final class AlignedArray implements AutoCloseable {

  private static final int ALIGNMENT = 64;

  private final INDArray array;
  private final long shift;
  private final long size;

  /**
   * Allocates an array of undefined content.
   *
   * @param floats number of elements, at least 0
   */
  public AlignedArray(long floats) {
    // ND4J allocates, because it respects the configured memory limit.
    array = NativeArrays.allocate(floats + ALIGNMENT / Float.BYTES);
    long address = array.data().pointer().address();
    shift = Math.floorMod(-address, (long) ALIGNMENT) / Float.BYTES;
    size = floats;
  }

  /** Returns the address of the first element. */
  public long address() {
    return array.data().pointer().address() + shift * Float.BYTES;
  }

  /** Returns the number of elements. */
  public long size() {
    return size;
  }

  /**
   * Returns a view of a range.
   *
   * @param from index of the first element
   * @param to index after the last element
   */
  public FloatBuffer floats(long from, long to) {
    FloatPointer pointer = new FloatPointer(array.data().addressPointer());
    return pointer.position(shift + from).limit(shift + to).asBuffer();
  }

  @Override
  public void close() {
    array.close();
  }
}
