package dev.espy.adapters.dl4j.nd4j;

import dev.espy.adapters.dl4j.graph.DropoutMask;
import dev.espy.adapters.dl4j.graph.LayerVertex;
import dev.espy.adapters.dl4j.graph.VertexSlot;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Dropout with a mask that is drawn in Java and copied to the GPU. */
final class Nd4jDropoutVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  private final transient DropoutMask mask;

  /** The factors of the last forward pass, one per unit of the batch. */
  private @Nullable INDArray factors;

  Nd4jDropoutVertex(VertexSlot slot, DropoutMask mask) {
    super(slot);
    this.mask = mask;
  }

  @Override
  protected INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    if (!training) {
      return workspaces.leverageTo(ArrayType.ACTIVATIONS, input);
    }
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    INDArray drawn = Nd4j.create(draw(Math.toIntExact(input.size(0))), output.shape(), 'c');
    factors = drawn;
    return input.muli(drawn, output);
  }

  private float[] draw(int images) {
    int size = node.output().size();
    float[] drawn = new float[images * size];
    long firstSeed = mask.firstSeed();
    IntStream.range(0, images)
        .parallel()
        .forEach(
            image ->
                mask.draw(firstSeed + image, FloatBuffer.wrap(drawn, image * size, size).slice()));
    return drawn;
  }

  @Override
  protected @Nullable INDArray backward(
      INDArray input, INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    INDArray drawn = factors;
    if (drawn == null) {
      throw new IllegalStateException("no forward pass");
    }
    factors = null;
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    return outputGradient.muli(drawn, inputGradient);
  }
}
