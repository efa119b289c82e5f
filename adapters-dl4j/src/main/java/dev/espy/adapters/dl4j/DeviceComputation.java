package dev.espy.adapters.dl4j;

import dev.espy.adapters.dl4j.backend.Workers;
import dev.espy.adapters.dl4j.batches.Computation;
import dev.espy.adapters.dl4j.batches.InputValues;
import dev.espy.adapters.dl4j.batches.Softmax;
import dev.espy.adapters.dl4j.graph.CurrentPart;
import dev.espy.adapters.dl4j.graph.WorkerState;
import dev.espy.adapters.dl4j.nd4j.Nd4jVertexFactory;
import dev.espy.adapters.dl4j.tensors.Weights;
import dev.espy.domain.Batch;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Network;
import dev.espy.domain.port.Learner.Step;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Computes whole batches on a device that divides them among its processors itself, such as a GPU.
 * Normalizations use the statistics of micro-batches. One worker does all of the work.
 */
final class DeviceComputation implements Computation {

  private final Network network;
  private final Shape shape;
  private final Workers workers;
  private final InputValues values;
  private final CurrentPart current = new CurrentPart();
  private final NetworkGraph graph;
  private @Nullable INDArray input;

  /**
   * Creates a computation.
   *
   * @param learning true to compute gradients, false to classify alone
   */
  DeviceComputation(
      Network network,
      Preprocessing preprocessing,
      Weights weights,
      int microBatchSize,
      boolean learning,
      Workers workers) {
    this.network = network;
    this.shape = preprocessing.input();
    this.workers = workers;
    this.values = new InputValues(preprocessing);
    WorkerState state =
        new WorkerState(weights, learning ? weights.gradientTensors() : null, current);
    this.graph = NetworkGraph.of(network, new Nd4jVertexFactory(state, microBatchSize));
  }

  @Override
  public float[] classify(Batch batch) {
    return workers.call(
        () -> {
          INDArray logits = graph.classify(load(batch));
          float[] probabilities = logits.reshape(logits.length()).toFloatVector();
          Softmax.probabilities(probabilities, network.labels());
          return probabilities;
        });
  }

  @Override
  public Step computeGradients(Batch batch, long dropoutSeed) {
    current.set(dropoutSeed, 0, 0);
    return graph.computeGradients(
        load(batch), logits -> NetworkGraph.loss(logits, batch.targets(), 0, batch.size()));
  }

  @Override
  public void weightsChanged() {}

  /**
   * Copies a batch to a new array, which is ND4J's usual way to GPU memory. The values are
   * converted first, because ND4J copies an array of bytes one by one.
   */
  private INDArray load(Batch batch) {
    float[] converted = new float[Math.multiplyExact(batch.size(), shape.size())];
    values.write(batch, 0, batch.size(), FloatBuffer.wrap(converted));
    closeInput();
    long[] dimensions = {batch.size(), shape.channels(), shape.height(), shape.width()};
    INDArray copied = Nd4j.create(converted, dimensions, 'c');
    input = copied;
    return copied;
  }

  private void closeInput() {
    if (input != null) {
      input.close();
      input = null;
    }
  }

  @Override
  public void close() {
    graph.close();
    closeInput();
  }
}
