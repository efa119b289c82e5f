package dev.espy.adapters.dl4j.graph;

import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.Dropout;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Layer.Residual;
import dev.espy.domain.network.LayerVisitor;

/**
 * Creates the vertices of a network's layers. Subclasses decide how a device pools, normalizes,
 * drops units and applies activations.
 */
public abstract class VertexFactory {

  private final WorkerState state;
  private final NativeOperation.Library library;

  /**
   * Creates a factory.
   *
   * @param state the state that the vertices share
   * @param library library that runs convolutions
   */
  protected VertexFactory(WorkerState state, NativeOperation.Library library) {
    this.state = state;
    this.library = library;
  }

  /**
   * Creates the vertex of a layer with one input.
   *
   * @param slot the layer and its place in the graph
   * @param activation the activation that the vertex applies, from {@link AppliedActivation}
   */
  public final LayerVertex create(VertexSlot slot, Activation activation) {
    return slot.node().layer().accept(new Creation(slot, activation));
  }

  /** Creates the vertex of a layer. */
  private final class Creation implements LayerVisitor<LayerVertex> {

    private final VertexSlot slot;
    private final Activation activation;

    Creation(VertexSlot slot, Activation activation) {
      this.slot = slot;
      this.activation = activation;
    }

    @Override
    public LayerVertex visit(Convolution layer) {
      return new ConvolutionVertex(slot, state, layer, inPlace(activation), library);
    }

    @Override
    public LayerVertex visit(BatchNormalization layer) {
      return normalization(slot, layer, inPlace(layer.activation()));
    }

    @Override
    public LayerVertex visit(MaxPooling layer) {
      return maxPooling(slot, layer, inPlace(activation));
    }

    @Override
    public LayerVertex visit(GlobalAveragePooling layer) {
      return meanPooling(slot);
    }

    @Override
    public LayerVertex visit(Dense layer) {
      return new DenseVertex(slot, state, inPlace(activation));
    }

    @Override
    public LayerVertex visit(Dropout layer) {
      return dropout(slot, new DropoutMask(slot.node(), layer.rate(), state.part()));
    }

    @Override
    public LayerVertex visit(Residual layer) {
      throw new IllegalArgumentException("a residual block has several vertices");
    }
  }

  /**
   * Creates the vertex that ends a residual block and adds its two inputs.
   *
   * @param activation the activation of the sum
   */
  public final LayerVertex createSum(VertexSlot slot, Activation activation) {
    return new SumVertex(slot, inPlace(activation));
  }

  /** Returns the state that the vertices share. */
  protected final WorkerState state() {
    return state;
  }

  /** Creates an activation for one vertex. */
  protected abstract InPlaceActivation inPlace(Activation activation);

  /** Creates a max pooling vertex. */
  protected abstract LayerVertex maxPooling(
      VertexSlot slot, MaxPooling layer, InPlaceActivation activation);

  /** Creates a global average pooling vertex. */
  protected abstract LayerVertex meanPooling(VertexSlot slot);

  /** Creates a dropout vertex that draws from a mask. */
  protected abstract LayerVertex dropout(VertexSlot slot, DropoutMask mask);

  /** Creates a batch normalization vertex. */
  protected abstract LayerVertex normalization(
      VertexSlot slot, BatchNormalization layer, InPlaceActivation activation);
}
