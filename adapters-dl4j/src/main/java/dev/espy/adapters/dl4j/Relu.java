package dev.espy.adapters.dl4j;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * ReLU in Java. ND4J decides on each value with a branch, which a processor guesses wrong half of
 * the time; these loops have none, and the JIT compiler makes them vector instructions.
 */
final class Relu {

  private static final int CHUNK = 1 << 16;

  private Relu() {}

  /** Replaces each value x by max(0, x). */
  static void forward(INDArray values) {
    inChunks(
        values.length(),
        (from, to) -> {
          FloatBuffer x = Buffers.floats(values, from, to);
          for (int i = 0; i < x.limit(); i++) {
            x.put(i, Math.max(0, x.get(i)));
          }
        });
  }

  /** Replaces errors by zero where ReLU gave zero. */
  static void backward(INDArray given, INDArray errors) {
    inChunks(
        given.length(),
        (from, to) -> {
          IntBuffer y = Buffers.ints(given, from, to);
          IntBuffer error = Buffers.ints(errors, from, to);
          for (int i = 0; i < y.limit(); i++) {
            // What ReLU gave is no negative number: as bits it is zero or a positive integer, so
            // this shifts the sign of its negation over all bits.
            error.put(i, error.get(i) & (-y.get(i) >> 31));
          }
        });
  }

  private static void inChunks(long length, ChunkWork work) {
    LongStream.range(0, (length + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(i -> work.accept(i * CHUNK, Math.min(length, (i + 1) * CHUNK)));
  }

  private interface ChunkWork {
    void accept(long from, long to);
  }
}
