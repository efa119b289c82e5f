package dev.espy.adapters.dl4j.nd4j;

import dev.espy.adapters.dl4j.graph.DropoutMask;
import dev.espy.adapters.dl4j.graph.DropoutVertex;
import dev.espy.adapters.dl4j.graph.VertexSlot;
import java.nio.FloatBuffer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Dropout with a mask that is drawn in Java and copied to the GPU. */
final class Nd4jDropoutVertex extends DropoutVertex {

  private static final long serialVersionUID = 1L;

  Nd4jDropoutVertex(VertexSlot slot, DropoutMask mask) {
    super(slot, mask);
  }

  @Override
  protected INDArray drop(INDArray input, INDArray output, LayerWorkspaceMgr workspaces) {
    INDArray drawn = Nd4j.create(draw(Math.toIntExact(input.size(0))), output.shape(), 'c');
    input.muli(drawn, output);
    return drawn;
  }

  private float[] draw(int images) {
    int size = node.output().size();
    float[] drawn = new float[images * size];
    long firstSeed = mask.firstSeed();
    for (int image = 0; image < images; image++) {
      mask.draw(firstSeed + image, FloatBuffer.wrap(drawn, image * size, size).slice());
    }
    return drawn;
  }
}
