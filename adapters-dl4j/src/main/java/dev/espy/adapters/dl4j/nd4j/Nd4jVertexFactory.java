package dev.espy.adapters.dl4j.nd4j;

import dev.espy.adapters.dl4j.graph.DropoutMask;
import dev.espy.adapters.dl4j.graph.InPlaceActivation;
import dev.espy.adapters.dl4j.graph.LayerVertex;
import dev.espy.adapters.dl4j.graph.NativeOperation;
import dev.espy.adapters.dl4j.graph.VertexFactory;
import dev.espy.adapters.dl4j.graph.VertexSlot;
import dev.espy.adapters.dl4j.graph.WorkerState;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.MaxPooling;

/**
 * Creates vertices for arrays in GPU memory. Convolutions and poolings use cuDNN only if the system
 * property {@code espy.cudnn} is true. These natives let cuDNN time all its algorithms at each call
 * of a convolution (they are linked with cudnnFindConvolutionForwardAlgorithm and the like, but
 * with no function that only asks for an algorithm). The fastest one can differ from call to call,
 * and then the same training does not give the same weights.
 */
public final class Nd4jVertexFactory extends VertexFactory {

  private static final NativeOperation.Library LIBRARY =
      Boolean.getBoolean("espy.cudnn")
          ? NativeOperation.Library.VENDOR
          : NativeOperation.Library.ND4J;

  private final int microBatchSize;

  /**
   * Creates a factory.
   *
   * @param state the state that the vertices share
   * @param microBatchSize largest number of images of a micro-batch
   */
  public Nd4jVertexFactory(WorkerState state, int microBatchSize) {
    super(state, LIBRARY);
    this.microBatchSize = microBatchSize;
  }

  @Override
  protected InPlaceActivation inPlace(Activation activation) {
    return new InPlaceActivation(activation, new Nd4jRelu());
  }

  @Override
  protected LayerVertex maxPooling(
      VertexSlot slot, MaxPooling layer, InPlaceActivation activation) {
    return Nd4jPoolingVertex.max(slot, layer, activation, LIBRARY);
  }

  @Override
  protected LayerVertex meanPooling(VertexSlot slot) {
    return Nd4jPoolingVertex.mean(slot, inPlace(Activation.IDENTITY), LIBRARY);
  }

  @Override
  protected LayerVertex dropout(VertexSlot slot, DropoutMask mask) {
    return new Nd4jDropoutVertex(slot, mask);
  }

  @Override
  protected LayerVertex normalization(
      VertexSlot slot, BatchNormalization layer, InPlaceActivation activation) {
    return new Nd4jNormalizationVertex(slot, state(), layer, activation, microBatchSize);
  }
}
