package dev.espy.adapters.dl4j.host;

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

/** Creates vertices for arrays in host memory. */
public final class HostVertexFactory extends VertexFactory {

  /**
   * Creates a factory.
   *
   * @param state the state that the vertices share
   */
  public HostVertexFactory(WorkerState state) {
    super(state, NativeOperation.Library.VENDOR);
  }

  @Override
  protected InPlaceActivation inPlace(Activation activation) {
    return new InPlaceActivation(activation, new HostRelu());
  }

  @Override
  protected LayerVertex maxPooling(
      VertexSlot slot, MaxPooling layer, InPlaceActivation activation) {
    return new HostMaxPoolingVertex(slot, layer, activation);
  }

  @Override
  protected LayerVertex meanPooling(VertexSlot slot) {
    return new HostMeanPoolingVertex(slot);
  }

  @Override
  protected LayerVertex dropout(VertexSlot slot, DropoutMask mask) {
    return new HostDropoutVertex(slot, mask);
  }

  @Override
  protected LayerVertex normalization(
      VertexSlot slot, BatchNormalization layer, InPlaceActivation activation) {
    return new HostNormalizationVertex(slot, state(), layer, activation);
  }
}
