package dev.espy.adapters.dl4j.onednn;

import dev.espy.adapters.dl4j.batches.SharedNetwork;
import dev.espy.adapters.dl4j.batches.WorkerNetwork;
import dev.espy.adapters.dl4j.tensors.Weights;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.network.Network;

/** A network that oneDNN computes. */
public final class OneDnnNetwork implements SharedNetwork {

  private final OneDnnMemory memory;

  /**
   * Creates a network.
   *
   * @param weights the network's tensors; used, not copied
   */
  public OneDnnNetwork(Network network, Preprocessing preprocessing, Weights weights) {
    memory = new OneDnnMemory(network, preprocessing, weights);
  }

  @Override
  public WorkerNetwork create() {
    return new OneDnnWorkerNetwork(memory);
  }

  @Override
  public long summedValues() {
    return memory.summedValues();
  }

  @Override
  public void prepare(int images) {
    memory.prepare(images);
  }

  @Override
  public int collectTasks() {
    return memory.collectTasks();
  }

  @Override
  public void weightsChanged() {
    memory.weightsChanged();
  }

  @Override
  public int refreshTasks() {
    return memory.refreshTasks();
  }

  @Override
  public void close() {
    memory.close();
  }
}
