package dev.espy.adapters.dl4j.host;

import dev.espy.adapters.dl4j.graph.DropoutMask;
import dev.espy.adapters.dl4j.graph.DropoutVertex;
import dev.espy.adapters.dl4j.graph.VertexSlot;
import dev.espy.adapters.dl4j.tensors.NativeArrays;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Dropout. */
final class HostDropoutVertex extends DropoutVertex {

  private static final long serialVersionUID = 1L;

  HostDropoutVertex(VertexSlot slot, DropoutMask mask) {
    super(slot, mask);
  }

  @Override
  protected INDArray drop(INDArray input, INDArray output, LayerWorkspaceMgr workspaces) {
    INDArray drawn = newOutput(workspaces, input.size(0), node.output());
    long firstSeed = mask.firstSeed();
    long size = node.output().size();
    IntStream.range(0, Math.toIntExact(input.size(0)))
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
    return drawn;
  }
}
