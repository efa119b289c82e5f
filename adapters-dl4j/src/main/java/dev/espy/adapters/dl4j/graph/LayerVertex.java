package dev.espy.adapters.dl4j.graph;

import dev.espy.domain.Shape;
import dev.espy.domain.network.Network.Node;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer of the domain as a vertex of Deeplearning4j's graph. Most vertices have one input. Arrays
 * hold floats, [image][channel][row][column], in the graph's workspaces: the results of a forward
 * pass stay valid until the backward pass of the same batch ends.
 */
public abstract class LayerVertex extends BaseGraphVertex {

  private static final long serialVersionUID = 1L;

  /** The layer, with its name and shapes. */
  protected final transient Node node;

  /** Creates the vertex at its place in a graph. */
  protected LayerVertex(VertexSlot slot) {
    super(slot.graph(), slot.node().name(), slot.index(), null, null, DataType.FLOAT);
    this.node = slot.node();
  }

  /**
   * Computes the layer's output.
   *
   * @param input the layer's input; not changed
   * @param training true to keep what {@link #backward} needs, and to drop units in dropout layers
   * @param workspaces the owner of new arrays
   * @return the output; a new array, or the input itself
   */
  protected abstract INDArray forward(
      INDArray input, boolean training, LayerWorkspaceMgr workspaces);

  /**
   * Computes the gradients of the mean loss with respect to the layer's parameters and its input.
   *
   * @param input the input of the last forward pass
   * @param outputGradient gradient with respect to the layer's output; may be overwritten
   * @param workspaces the owner of new arrays
   * @return gradient with respect to the input; null if no layer needs it
   */
  protected abstract @Nullable INDArray backward(
      INDArray input, INDArray outputGradient, LayerWorkspaceMgr workspaces);

  @Override
  public final INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    return forward(inputs[0], training, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    INDArray inputGradient = backward(inputs[0], epsilon, workspaces);
    return new Pair<>(null, new INDArray[] {takesImages(0) ? null : inputGradient});
  }

  /**
   * Returns true if an input is the images themselves, whose gradient no layer needs.
   *
   * @param input 0-based index of the input
   */
  protected final boolean takesImages(int input) {
    return graph.getVertices()[inputVertices[input].getVertexIndex()].isInputVertex();
  }

  /** Allocates an output of undefined content, with the shape given for each image. */
  protected static INDArray newOutput(LayerWorkspaceMgr workspaces, long images, Shape shape) {
    return create(workspaces, ArrayType.ACTIVATIONS, images, shape);
  }

  /** Allocates an input gradient of undefined content, with the shape given for each image. */
  protected static INDArray newInputGradient(
      LayerWorkspaceMgr workspaces, long images, Shape shape) {
    return create(workspaces, ArrayType.ACTIVATION_GRAD, images, shape);
  }

  private static INDArray create(
      LayerWorkspaceMgr workspaces, ArrayType type, long images, Shape shape) {
    return workspaces.createUninitialized(
        type,
        DataType.FLOAT,
        new long[] {images, shape.channels(), shape.height(), shape.width()},
        'c');
  }

  @Override
  @SuppressWarnings("overrides")
  public final void setInputs(INDArray... inputs) {
    super.setInputs(inputs);
  }

  @Override
  public final void setBackpropGradientsViewArray(INDArray gradients) {
    throw new IllegalStateException("the graph does not own the parameters");
  }

  @Override
  public final boolean hasLayer() {
    return false;
  }

  @Override
  public final @Nullable Layer getLayer() {
    return null;
  }

  @Override
  public final @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int images) {
    return null;
  }

  @Override
  public final String toString() {
    return node.toString();
  }
}
