package dev.espy.benchmarks.stock;

import dev.espy.benchmarks.Contestant;
import dev.espy.benchmarks.Digits;
import dev.espy.benchmarks.Server;
import dev.espy.benchmarks.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Deeplearning4j as it comes. Its batches are floats from the start, so it converts nothing. */
public final class StockContestant implements Contestant {

  /** Takes part. */
  public static void main(String[] arguments) throws IOException {
    Server.serve(new StockContestant());
  }

  @Override
  public Session open(Workload workload) {
    boolean training = workload.task() == Workload.Task.TRAIN;
    List<DataSet> batches = batches(workload.batch());
    if (workload.network() == Workload.Network.TUTORIAL) {
      MultiLayerNetwork network = Networks.tutorial();
      return new InTurn(
          batches,
          training
              ? network::fit
              : batch -> network.output(batch.getFeatures(), false).toFloatMatrix());
    }
    ComputationGraph network = Networks.residual();
    return new InTurn(
        batches,
        training
            ? network::fit
            : batch -> network.outputSingle(batch.getFeatures()).toFloatMatrix());
  }

  private static List<DataSet> batches(int size) {
    Digits digits = new Digits(1);
    List<DataSet> batches = new ArrayList<>();
    for (int i = 0; i < Workload.BATCHES; i++) {
      Digits.Batch drawn = digits.batch(size);
      float[] pixels = new float[drawn.pixels().length];
      for (int pixel = 0; pixel < pixels.length; pixel++) {
        pixels[pixel] = (drawn.pixels()[pixel] & 0xFF) / 255f;
      }
      float[][] targets = new float[size][Workload.LABELS];
      for (int image = 0; image < size; image++) {
        targets[image][drawn.labels()[image]] = 1;
      }
      INDArray features =
          Nd4j.createFromArray(pixels).reshape(size, 1, Workload.SIDE, Workload.SIDE);
      batches.add(new DataSet(features, Nd4j.createFromArray(targets)));
    }
    return batches;
  }

  private static final class InTurn implements Session {

    private final List<DataSet> batches;
    private final Consumer<DataSet> work;
    private int next;

    InTurn(List<DataSet> batches, Consumer<DataSet> work) {
      this.batches = batches;
      this.work = work;
    }

    @Override
    public void step() {
      work.accept(batches.get(next++ % batches.size()));
    }

    @Override
    public void close() {}
  }
}
