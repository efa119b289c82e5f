package dev.espy.adapters.dl4j.batches;

import dev.espy.adapters.dl4j.backend.Workers;
import dev.espy.adapters.dl4j.tensors.Weights;
import dev.espy.domain.Batch;
import dev.espy.domain.network.MicroBatches;
import dev.espy.domain.network.Network;
import dev.espy.domain.port.Learner;
import dev.espy.domain.port.Learner.Step;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Divides a batch among workers. A worker takes a micro-batch through the whole network and back,
 * so its values stay in the cache of the worker's processor, and no worker waits for another one
 * before the end of the batch. Results do not depend on the number of workers: the division of the
 * batch is fixed, and so is the order of all sums.
 */
public final class MicroBatchComputation implements Computation {

  /** Largest number of images that a worker classifies at a time. */
  private static final int MOST_CLASSIFIED_AT_ONCE = 32;

  /** Number of values of the largest layer beyond which a worker takes fewer images at a time. */
  private static final long VALUES_AT_ONCE = 1 << 22;

  private final Network network;
  private final Weights weights;
  private final int microBatchSize;
  private final SharedNetwork shared;
  private final Workers workers;
  private final @Nullable WorkerNetwork[] networks;
  private final GradientSums sums;

  /**
   * Creates a computation.
   *
   * @param microBatchSize largest number of images of a micro-batch
   * @param shared the network; closed with this computation
   */
  public MicroBatchComputation(
      Network network, Weights weights, int microBatchSize, SharedNetwork shared, Workers workers) {
    this.network = network;
    this.weights = weights;
    this.microBatchSize = microBatchSize;
    this.shared = shared;
    this.workers = workers;
    this.networks = new WorkerNetwork[workers.count()];
    this.sums = new GradientSums(workers);
  }

  @Override
  public float[] classify(Batch batch) {
    int labels = network.labels();
    int most =
        (int)
            Math.max(
                1,
                Math.min(MOST_CLASSIFIED_AT_ONCE, VALUES_AT_ONCE / network.valuesOfLargestLayer()));
    float[] probabilities = new float[batch.size() * labels];
    int parts = (batch.size() - 1) / most + 1;
    workers.run(
        parts,
        (worker, index) -> {
          int start = index * most;
          int size = Math.min(most, batch.size() - start);
          float[] values =
              network(worker).classify(new WorkerNetwork.Part(batch, index, start, size));
          Softmax.probabilities(values, labels);
          System.arraycopy(values, 0, probabilities, start * labels, size * labels);
        });
    return probabilities;
  }

  @Override
  public Step computeGradients(Batch batch, long dropoutSeed) {
    MicroBatches parts = MicroBatches.of(batch.size(), microBatchSize);
    shared.prepare(batch.size());
    Step[] steps = new Step[parts.count()];
    int round = sums.round(shared.summedValues(), parts.count());
    for (int from = 0; from < parts.count(); from += round) {
      int first = from;
      int count = Math.min(round, parts.count() - from);
      workers.run(
          count,
          (worker, slot) -> {
            int index = first + slot;
            WorkerNetwork.Part part =
                new WorkerNetwork.Part(batch, index, parts.start(index), parts.size(index));
            steps[index] = network(worker).learn(part, dropoutSeed, sums, slot);
          });
      sums.add(count, from == 0);
    }
    workers.run(
        shared.collectTasks(), (worker, task) -> network(worker).collect(task, sums.total()));
    weights.updateStatistics(parts.count());
    double loss = Arrays.stream(steps).mapToDouble(Learner.Step::loss).sum();
    int correct = Arrays.stream(steps).mapToInt(Learner.Step::correct).sum();
    return new Step(loss, correct);
  }

  @Override
  public void weightsChanged() {
    shared.weightsChanged();
    workers.run(shared.refreshTasks(), (worker, task) -> network(worker).refresh(task));
  }

  /** Returns the network of the worker that calls this. */
  private WorkerNetwork network(int worker) {
    WorkerNetwork present = networks[worker];
    if (present == null) {
      present = shared.create();
      networks[worker] = present;
    }
    return present;
  }

  @Override
  public void close() {
    try {
      workers.runOnEach(
          worker -> {
            WorkerNetwork present = networks[worker];
            if (present != null) {
              present.close();
            }
          });
    } finally {
      sums.close();
      shared.close();
    }
  }
}
