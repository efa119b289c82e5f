package dev.espy.adapters.dl4j.tensors;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Allocates native arrays, and exposes arrays in host memory as buffers. The JIT compiler makes
 * loops over such buffers as fast as native code.
 */
public final class NativeArrays {

  private NativeArrays() {}

  /**
   * Allocates an array outside the thread's workspaces.
   *
   * @param floats number of elements, positive
   * @return an array of undefined content; the caller closes it
   */
  public static INDArray allocate(long floats) {
    MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
    try {
      return Nd4j.createUninitialized(DataType.FLOAT, floats);
    } finally {
      outside.close();
    }
  }

  /**
   * Returns a view of a range of a row-major float array in host memory.
   *
   * @param from index of the first element
   * @param to index after the last element
   */
  public static FloatBuffer floats(INDArray array, long from, long to) {
    FloatPointer pointer = new FloatPointer(array.data().addressPointer());
    return pointer.position(from).limit(to).asBuffer();
  }

  /**
   * Returns a view of a range of a row-major array of integers in host memory, or of the bits of
   * floats.
   *
   * @param from index of the first element
   * @param to index after the last element
   */
  public static IntBuffer ints(INDArray array, long from, long to) {
    IntPointer pointer = new IntPointer(array.data().addressPointer());
    return pointer.position(from).limit(to).asBuffer();
  }
}
