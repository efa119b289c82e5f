package dev.espy.adapters.dl4j.graph;

import dev.espy.adapters.dl4j.tensors.FlatTensors;
import dev.espy.adapters.dl4j.tensors.Weights;
import org.jspecify.annotations.Nullable;

/**
 * The state that the vertices of a worker's graph share.
 *
 * @param weights the network's tensors, which all workers share; used, not copied
 * @param gradients the destination of the gradients; null if the graph only classifies
 * @param part the images that the graph is learning
 */
public record WorkerState(Weights weights, @Nullable FlatTensors gradients, CurrentPart part) {

  /** Returns the state of a graph that only classifies. */
  public static WorkerState classifying(Weights weights) {
    return new WorkerState(weights, null, new CurrentPart());
  }
}
