package dev.espy.adapters.dl4j.host;

import dev.espy.adapters.dl4j.graph.DropoutMask;
import dev.espy.adapters.dl4j.graph.LayerVertex;
import dev.espy.adapters.dl4j.graph.VertexSlot;
import dev.espy.adapters.dl4j.tensors.NativeArrays;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Dropout, images in parallel. */
final class HostDropoutVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  private final transient DropoutMask mask;

  /** The factors of the last forward pass, one per unit of the batch. */
  private @Nullable INDArray factors;

  HostDropoutVertex(VertexSlot slot, DropoutMask mask) {
    super(slot);
    this.mask = mask;
  }

  @Override
  protected INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    if (!training) {
      return workspaces.leverageTo(ArrayType.ACTIVATIONS, input);
    }
    INDArray drawn = newOutput(workspaces, input.size(0), node.output());
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    long firstSeed = mask.firstSeed();
    long size = node.output().size();
    IntStream.range(0, Math.toIntExact(input.size(0)))
        .parallel()
        .forEach(
            image -> {
              FloatBuffer x = NativeArrays.floats(input, image * size, (image + 1) * size);
              FloatBuffer y = NativeArrays.floats(output, image * size, (image + 1) * size);
              FloatBuffer factor = NativeArrays.floats(drawn, image * size, (image + 1) * size);
              mask.draw(firstSeed + image, factor);
              for (int i = 0; i < x.limit(); i++) {
                y.put(i, x.get(i) * factor.get(i));
              }
            });
    factors = drawn;
    return output;
  }

  @Override
  protected @Nullable INDArray backward(
      INDArray input, INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    if (factors == null) {
      throw new IllegalStateException("no forward pass");
    }
    INDArray inputGradient = newInputGradient(workspaces, input.size(0), node.input());
    outputGradient.muli(factors, inputGradient);
    factors = null;
    return inputGradient;
  }
}
