package dev.espy.adapters.dl4j;

import dev.espy.domain.network.Network.Node;
import java.nio.FloatBuffer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Dropout by the same chance as that of {@link DropoutVertex}, drawn in Java and then sent up. */
final class Nd4jDropoutVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  private final double rate;
  private final transient LongSupplier seed;
  private @Nullable INDArray mask;

  /**
   * @param seed gives a number that differs from step to step
   */
  Nd4jDropoutVertex(ComputationGraph graph, Node node, int index, double rate, LongSupplier seed) {
    super(graph, node, index);
    this.rate = rate;
    this.seed = seed;
  }

  @Override
  INDArray forward(INDArray input, boolean learning, LayerWorkspaceMgr workspaces) {
    if (!learning) {
      return workspaces.leverageTo(ArrayType.ACTIVATIONS, input);
    }
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    INDArray drawn = Nd4j.create(draw(Math.toIntExact(input.size(0))), output.shape(), 'c');
    mask = drawn;
    return input.muli(drawn, output);
  }

  private float[] draw(int images) {
    int size = node.output().size();
    float[] factors = new float[images * size];
    long start = DropoutVertex.start(seed, node);
    IntStream.range(0, images)
        .parallel()
        .forEach(
            image ->
                DropoutVertex.draw(
                    start + image, rate, FloatBuffer.wrap(factors, image * size, size).slice()));
    return factors;
  }

  @Override
  @Nullable INDArray backward(INDArray input, INDArray error, LayerWorkspaceMgr workspaces) {
    INDArray drawn = mask;
    if (drawn == null) {
      throw new IllegalStateException("no forward pass");
    }
    mask = null;
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    return error.muli(drawn, inputGradient);
  }
}
