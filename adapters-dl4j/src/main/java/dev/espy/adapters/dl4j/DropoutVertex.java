package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Network.Node;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Dropout whose chance depends on nothing but a seed, which the learner makes of its own seed and
 * the number of the step: ND4J's generator is shared by all networks of the process.
 */
final class DropoutVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  private final double rate;
  private final transient LongSupplier seed;
  private @Nullable INDArray mask;

  /**
   * @param seed gives a number that differs from step to step
   */
  DropoutVertex(ComputationGraph graph, Node node, int index, double rate, LongSupplier seed) {
    super(graph, node, index);
    this.rate = rate;
    this.seed = seed;
  }

  @Override
  INDArray forward(INDArray input, boolean learning, LayerWorkspaceMgr workspaces) {
    if (!learning) {
      return workspaces.leverageTo(ArrayType.ACTIVATIONS, input);
    }
    INDArray drawn = newOutput(workspaces, input.size(0), node.output());
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    long start = start(seed, node);
    IntStream.range(0, Math.toIntExact(input.size(0)))
        .parallel()
        .forEach(image -> drop(input, drawn, output, image, start));
    mask = drawn;
    return output;
  }

  @Override
  @Nullable INDArray backward(INDArray input, INDArray error, LayerWorkspaceMgr workspaces) {
    if (mask == null) {
      throw new IllegalStateException("no forward pass");
    }
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    error.muli(mask, inputGradient);
    mask = null;
    return inputGradient;
  }

  private void drop(INDArray input, INDArray drawn, INDArray output, int image, long start) {
    long size = node.output().size();
    FloatBuffer x = Buffers.floats(input, image * size, (image + 1) * size);
    FloatBuffer y = Buffers.floats(output, image * size, (image + 1) * size);
    FloatBuffer factors = Buffers.floats(drawn, image * size, (image + 1) * size);
    draw(start + image, rate, factors);
    for (int i = 0; i < x.limit(); i++) {
      y.put(i, x.get(i) * factors.get(i));
    }
  }

  /** Returns what a step's chance in a layer depends on. */
  static long start(LongSupplier seed, Node node) {
    // By name, so that it does not matter how many vertices there are.
    return seed.getAsLong() * 31 + node.name().hashCode();
  }

  /**
   * Draws for one image, by a generator of its own, so that threads do not matter.
   *
   * @param factors gets what to multiply each value with: zero where it is dropped
   */
  static void draw(long seed, double rate, FloatBuffer factors) {
    // Generators whose seeds are near each other give the same numbers a few draws apart, so the
    // seed is drawn, too.
    SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong());
    int kept = Float.floatToRawIntBits((float) (1 / (1 - rate)));
    long threshold = (long) (rate * (1L << 32));
    long bits = 0;
    for (int i = 0; i < factors.limit(); i++) {
      bits = (i & 1) == 0 ? random.nextLong() : bits << 32;
      // The sign of the difference, shifted over all bits, is there where a value is dropped.
      int factor = kept & ~(int) (((bits >>> 32) - threshold) >> 63);
      factors.put(i, Float.intBitsToFloat(factor));
    }
  }
}
