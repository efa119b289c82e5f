package dev.espy.adapters.dl4j;

import dev.espy.adapters.dl4j.batches.GradientSums;
import dev.espy.adapters.dl4j.batches.InputValues;
import dev.espy.adapters.dl4j.batches.SharedNetwork;
import dev.espy.adapters.dl4j.batches.WorkerNetwork;
import dev.espy.adapters.dl4j.graph.CurrentPart;
import dev.espy.adapters.dl4j.graph.WorkerState;
import dev.espy.adapters.dl4j.host.HostVertexFactory;
import dev.espy.adapters.dl4j.tensors.AlignedArray;
import dev.espy.adapters.dl4j.tensors.FlatTensors;
import dev.espy.adapters.dl4j.tensors.NativeArrays;
import dev.espy.adapters.dl4j.tensors.Weights;
import dev.espy.domain.Batch;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Network;
import dev.espy.domain.port.Learner;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A network whose workers have a graph each, in host memory. */
record GraphNetwork(Network network, Preprocessing preprocessing, Weights weights)
    implements SharedNetwork {

  @Override
  public WorkerNetwork create() {
    return new GraphWorkerNetwork();
  }

  @Override
  public long summedValues() {
    return weights.values().length();
  }

  @Override
  public void prepare(int images) {}

  @Override
  public int collectTasks() {
    return 1;
  }

  @Override
  public void weightsChanged() {}

  @Override
  public int refreshTasks() {
    return 0;
  }

  @Override
  public void close() {}

  /** The graphs of a worker, which are created when they are first needed. */
  private final class GraphWorkerNetwork implements WorkerNetwork {

    private final InputValues values = new InputValues(preprocessing);
    private final CurrentPart current = new CurrentPart();
    private @Nullable NetworkGraph classifying;
    private @Nullable NetworkGraph learning;
    private @Nullable FlatTensors gradients;
    private @Nullable INDArray input;

    @Override
    public float[] classify(Part part) {
      NetworkGraph graph = classifying;
      if (graph == null) {
        graph = NetworkGraph.of(network, new HostVertexFactory(WorkerState.classifying(weights)));
        classifying = graph;
      }
      INDArray logits = graph.classify(load(part));
      return logits.reshape(logits.length()).toFloatVector();
    }

    @Override
    public Learner.Step learn(Part part, long dropoutSeed, GradientSums sums, int slot) {
      NetworkGraph graph = learning;
      FlatTensors own = gradients;
      if (graph == null || own == null) {
        own = weights.newGradients();
        gradients = own;
        graph =
            NetworkGraph.of(network, new HostVertexFactory(new WorkerState(weights, own, current)));
        learning = graph;
      }
      current.set(dropoutSeed, part.index(), part.start());
      Batch batch = part.batch();
      Learner.Step step =
          graph.computeGradients(
              load(part),
              logits -> NetworkGraph.loss(logits, batch.targets(), part.start(), batch.size()));
      long size = summedValues();
      sums.slot(slot, size)
          .floats(0, size)
          .put(0, NativeArrays.floats(own.array(), 0, size), 0, Math.toIntExact(size));
      return step;
    }

    @Override
    public void collect(int task, AlignedArray sums) {
      long size = summedValues();
      NativeArrays.floats(weights.gradients(), 0, size)
          .put(0, sums.floats(0, size), 0, Math.toIntExact(size));
    }

    @Override
    public void refresh(int task) {}

    private INDArray load(Part part) {
      Shape shape = preprocessing.input();
      long needed = (long) part.size() * shape.size();
      INDArray buffer = input;
      if (buffer == null || buffer.length() < needed) {
        if (buffer != null) {
          buffer.close();
        }
        buffer = NativeArrays.allocate(needed);
        input = buffer;
      }
      values.write(part.batch(), part.start(), part.size(), NativeArrays.floats(buffer, 0, needed));
      return buffer
          .get(NDArrayIndex.interval(0, needed))
          .reshape('c', part.size(), shape.channels(), shape.height(), shape.width());
    }

    @Override
    public void close() {
      if (classifying != null) {
        classifying.close();
      }
      if (learning != null) {
        learning.close();
      }
      if (gradients != null) {
        gradients.close();
      }
      if (input != null) {
        input.close();
      }
    }
  }
}
