package dev.espy.adapters.dl4j.host;

import dev.espy.adapters.dl4j.graph.InPlaceActivation.Relu;
import dev.espy.adapters.dl4j.tensors.NativeArrays;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * ReLU without branches. ND4J's code branches on each value, and a processor mispredicts half of
 * these branches; the JIT compiler turns the loops here into vector instructions.
 */
final class HostRelu implements Relu {

  /** Number of values that a thread processes at a time. */
  private static final int CHUNK = 1 << 16;

  @Override
  public void forward(INDArray values) {
    inChunks(
        values.length(),
        (from, to) -> {
          FloatBuffer x = NativeArrays.floats(values, from, to);
          for (int i = 0; i < x.limit(); i++) {
            x.put(i, Math.max(0, x.get(i)));
          }
        });
  }

  @Override
  public void backward(INDArray outputs, INDArray gradients) {
    inChunks(
        outputs.length(),
        (from, to) -> {
          IntBuffer y = NativeArrays.ints(outputs, from, to);
          IntBuffer gradient = NativeArrays.ints(gradients, from, to);
          for (int i = 0; i < y.limit(); i++) {
            // An output of ReLU is not negative, so its bits are 0 or a positive integer. The shift
            // spreads the sign of the negated bits: all zeros for 0, all ones otherwise.
            gradient.put(i, gradient.get(i) & (-y.get(i) >> 31));
          }
        });
  }

  private static void inChunks(long length, ChunkTask task) {
    LongStream.range(0, (length + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(i -> task.run(i * CHUNK, Math.min(length, (i + 1) * CHUNK)));
  }

  private interface ChunkTask {
    void run(long from, long to);
  }
}
