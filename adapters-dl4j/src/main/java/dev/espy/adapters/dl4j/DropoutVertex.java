package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Network.Node;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.bytedeco.javacpp.FloatPointer;
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
    draw(drawn);
    mask = drawn;
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    return input.muli(drawn, output);
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

  private void draw(INDArray target) {
    SplittableRandom random = new SplittableRandom(seed.getAsLong() * 31 + vertexIndex);
    float kept = (float) (1 / (1 - rate));
    long threshold = (long) (rate * (1L << 32));
    float[] image = new float[node.output().size()];
    FloatPointer pointer = new FloatPointer(target.data().addressPointer());
    for (long i = 0; i < target.size(0); i++) {
      for (int j = 0; j < image.length; j += 2) {
        long bits = random.nextLong();
        image[j] = (bits >>> 32) < threshold ? 0 : kept;
        if (j + 1 < image.length) {
          image[j + 1] = (bits & 0xFFFFFFFFL) < threshold ? 0 : kept;
        }
      }
      pointer.position(i * image.length).put(image);
    }
  }
}
