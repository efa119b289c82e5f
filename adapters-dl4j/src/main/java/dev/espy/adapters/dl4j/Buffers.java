package dev.espy.adapters.dl4j;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Parts of native arrays for loops in Java, which the JIT compiler makes as fast as native ones.
 */
final class Buffers {

  private Buffers() {}

  /** Returns the values of a row-major array from one position up to another, as floats. */
  static FloatBuffer floats(INDArray array, long from, long to) {
    FloatPointer pointer = new FloatPointer(array.data().addressPointer());
    return pointer.position(from).limit(to).asBuffer();
  }

  /** Returns the values of a row-major array from one position up to another, or their bits. */
  static IntBuffer ints(INDArray array, long from, long to) {
    IntPointer pointer = new IntPointer(array.data().addressPointer());
    return pointer.position(from).limit(to).asBuffer();
  }
}
