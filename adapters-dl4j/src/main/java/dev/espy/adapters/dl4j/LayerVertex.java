package dev.espy.adapters.dl4j;

import dev.espy.domain.Shape;
import dev.espy.domain.network.Network.Node;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer of the domain as a vertex of Deeplearning4j's graph, mostly with one input. Arrays are
 * float, by image, channel, row and column, and live in the graph's workspaces: what a forward pass
 * makes is valid until the backward pass of the same batch is over.
 */
abstract class LayerVertex extends BaseGraphVertex {

  private static final long serialVersionUID = 1L;

  final transient Node node;

  LayerVertex(ComputationGraph graph, Node node, int index) {
    super(graph, node.name(), index, null, null, DataType.FLOAT);
    this.node = node;
  }

  /** Computes what the layer gives; remembers what {@link #backward} needs if it is learning. */
  abstract INDArray forward(INDArray input, boolean learning, LayerWorkspaceMgr workspaces);

  /**
   * Computes the gradients, of the mean loss, of the layer's parameters and of its input.
   *
   * @param error the gradient of what the layer gave; may be overwritten
   * @return the gradient of its input; null where nobody needs it
   */
  abstract @Nullable INDArray backward(
      INDArray input, INDArray error, LayerWorkspaceMgr workspaces);

  @Override
  public final INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    return forward(inputs[0], training, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    INDArray inputGradient = backward(inputs[0], epsilon, workspaces);
    return new Pair<>(null, new INDArray[] {takesImages(0) ? null : inputGradient});
  }

  /** Returns whether an input is the images themselves, whose gradient nobody needs. */
  final boolean takesImages(int input) {
    return graph.getVertices()[inputVertices[input].getVertexIndex()].isInputVertex();
  }

  static INDArray newOutput(LayerWorkspaceMgr workspaces, long images, Shape shape) {
    return create(workspaces, ArrayType.ACTIVATIONS, images, shape);
  }

  static INDArray newInputGradient(LayerWorkspaceMgr workspaces, long images, Shape shape) {
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
    throw new IllegalStateException("parameters are not left to the graph");
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
