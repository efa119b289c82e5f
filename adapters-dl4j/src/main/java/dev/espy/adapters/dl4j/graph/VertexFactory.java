package dev.espy.adapters.dl4j.graph;

import dev.espy.adapters.dl4j.tensors.Weights;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.Dropout;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.MaxPooling;
import java.util.function.LongSupplier;

/**
 * Creates the vertices of a network's layers. Subclasses decide how a device pools, normalizes,
 * drops units and applies activations.
 */
public abstract class VertexFactory {

  private final Weights weights;
  private final NativeOperation.Library library;
  private final LongSupplier dropoutSeeds;

  /**
   * Creates a factory.
   *
   * @param weights the network's tensors; used, not copied
   * @param library library that runs convolutions
   * @param dropoutSeeds supplier of a seed that differs from step to step
   */
  protected VertexFactory(
      Weights weights, NativeOperation.Library library, LongSupplier dropoutSeeds) {
    this.weights = weights;
    this.library = library;
    this.dropoutSeeds = dropoutSeeds;
  }

  /**
   * Creates the vertex of a layer with one input.
   *
   * @param slot the layer and its place in the graph
   * @param activation the activation that the vertex applies, from {@link AppliedActivation}
   */
  public final LayerVertex create(VertexSlot slot, Activation activation) {
    Layer layer = slot.node().layer();
    if (layer instanceof Convolution convolution) {
      return new ConvolutionVertex(slot, weights, convolution, inPlace(activation), library);
    } else if (layer instanceof MaxPooling pooling) {
      return maxPooling(slot, pooling, inPlace(activation));
    } else if (layer instanceof Dense) {
      return new DenseVertex(slot, weights, inPlace(activation));
    } else if (layer instanceof Dropout dropout) {
      return dropout(slot, new DropoutMask(slot.node(), dropout.rate(), dropoutSeeds));
    } else if (layer instanceof BatchNormalization normalization) {
      return normalization(slot, normalization, inPlace(normalization.activation()));
    } else if (layer instanceof GlobalAveragePooling) {
      return meanPooling(slot);
    }
    throw new IllegalArgumentException("unknown layer " + layer);
  }

  /**
   * Creates the vertex that ends a residual block and adds its two inputs.
   *
   * @param activation the activation of the sum
   */
  public final LayerVertex createSum(VertexSlot slot, Activation activation) {
    return new SumVertex(slot, inPlace(activation));
  }

  /** Returns the network's tensors. */
  protected final Weights weights() {
    return weights;
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
