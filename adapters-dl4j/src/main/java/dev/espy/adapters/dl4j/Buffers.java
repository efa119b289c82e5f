package dev.espy.adapters.dl4j;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Native arrays, and parts of them for loops in Java, which the JIT compiler makes as fast as
 * native ones.
 */
final class Buffers {

  private Buffers() {}

  /** Returns a new array of any content, which no workspace of the thread owns. */
  static INDArray allocate(long floats) {
    MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
    try {
      return Nd4j.createUninitialized(DataType.FLOAT, floats);
    } finally {
      outside.close();
    }
  }

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
