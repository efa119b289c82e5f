package dev.espy.adapters.dl4j.graph;

import dev.espy.domain.network.Network.Node;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The place of a vertex in a graph.
 *
 * @param graph the graph that owns the vertex
 * @param index 0-based index of the vertex in the graph
 * @param node the layer, with its name and shapes
 */
public record VertexSlot(ComputationGraph graph, int index, Node node) {}
