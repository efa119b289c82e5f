package dev.espy.adapters.dl4j.graph;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Dropout. Subclasses draw the mask and apply it where their arrays are. */
public abstract class DropoutVertex extends LayerVertex {

  private static final long serialVersionUID = 1L;

  /** The mask of each image. */
  protected final transient DropoutMask mask;

  /** The factors of the last forward pass, one per unit of the batch. */
  private @Nullable INDArray factors;

  /** Creates a vertex that drops units by a mask. */
  protected DropoutVertex(VertexSlot slot, DropoutMask mask) {
    super(slot);
    this.mask = mask;
  }

  @Override
  protected final INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    if (!training) {
      return workspaces.leverageTo(ArrayType.ACTIVATIONS, input);
    }
    INDArray output = newOutput(workspaces, input.size(0), node.output());
    factors = drop(input, output, workspaces);
    return output;
  }

  /**
   * Draws the factors of a batch and multiplies the input by them.
   *
   * @param output destination of the products
   * @return the factors, in the shape of the output
   */
  protected abstract INDArray drop(INDArray input, INDArray output, LayerWorkspaceMgr workspaces);

  @Override
  protected final INDArray backward(
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
