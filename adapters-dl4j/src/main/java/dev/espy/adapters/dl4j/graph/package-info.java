/**
 * The vertices of Deeplearning4j's computation graph, one class for each kind of layer.
 *
 * <p>A {@link dev.espy.adapters.dl4j.graph.LayerVertex} computes a layer of the domain forward and
 * backward; a {@link dev.espy.adapters.dl4j.graph.WeightedVertex} has parameters too. A {@link
 * dev.espy.adapters.dl4j.graph.VertexConfiguration} puts a vertex into the graph, at a {@link
 * dev.espy.adapters.dl4j.graph.VertexSlot}.
 *
 * <p>{@link dev.espy.adapters.dl4j.graph.VertexFactory} creates the vertex of each layer. The
 * convolution, dense and sum vertices of this package run in host memory and on a GPU alike. The
 * vertices that differ come from its subclasses in the packages {@code host} and {@code nd4j}; both
 * extend {@link dev.espy.adapters.dl4j.graph.DropoutVertex} for dropout. {@link
 * dev.espy.adapters.dl4j.graph.AppliedActivation} decides which vertex applies an activation,
 * {@link dev.espy.adapters.dl4j.graph.InPlaceActivation} applies it, and {@link
 * dev.espy.adapters.dl4j.graph.DropoutMask} draws the same mask for every device.
 */
@NullMarked
package dev.espy.adapters.dl4j.graph;

import org.jspecify.annotations.NullMarked;
