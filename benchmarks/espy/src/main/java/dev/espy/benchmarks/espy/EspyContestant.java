package dev.espy.benchmarks.espy;

import dev.espy.adapters.dl4j.Dl4jEngine;
import dev.espy.benchmarks.Contestant;
import dev.espy.benchmarks.Digits;
import dev.espy.benchmarks.Server;
import dev.espy.benchmarks.Workload;
import dev.espy.domain.Batch;
import dev.espy.domain.Label;
import dev.espy.domain.Labels;
import dev.espy.domain.Preprocessing;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.Padding;
import dev.espy.domain.network.Layer.Residual;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.network.Provenance;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.Learner;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Espy's engine: it is given bytes, as in real life, and gives loss and hits of every step. */
public final class EspyContestant implements Contestant {

  private static final Shape INPUT = new Shape(1, Workload.SIDE, Workload.SIDE);
  private static final double LEARNING_RATE = 0.001;

  private final Dl4jEngine engine = new Dl4jEngine();

  /** Takes part. */
  public static void main(String[] arguments) throws IOException {
    Server.serve(new EspyContestant());
  }

  @Override
  public Session open(Workload workload) {
    NetworkSpec spec =
        new NetworkSpec(
            Preprocessing.scaled(INPUT),
            Workload.LABELS,
            architecture(workload.network()),
            Optimizer.Adam.standard(),
            1);
    NetworkState first = NetworkState.initial(spec);
    List<Batch> batches = batches(workload.batch());
    if (workload.task() == Workload.Task.TRAIN) {
      Learner learner = engine.open(spec, first);
      return new InTurn(batches, batch -> learner.fit(batch, LEARNING_RATE), learner);
    }
    Classifier classifier = engine.open(model(spec, first));
    return new InTurn(batches, classifier::classify, classifier);
  }

  private static Architecture architecture(Workload.Network network) {
    return network == Workload.Network.TUTORIAL
        ? Architecture.tutorial()
        : new Architecture(
            List.of(
                convolution(16, 1),
                BatchNormalization.then(Activation.RELU),
                block(16, 1),
                block(32, 2),
                block(64, 2),
                new GlobalAveragePooling()));
  }

  private static Layer block(int filters, int stride) {
    return new Residual(
        List.of(
            convolution(filters, stride),
            BatchNormalization.then(Activation.RELU),
            convolution(filters, 1),
            BatchNormalization.then(Activation.IDENTITY)),
        Activation.RELU);
  }

  private static Layer convolution(int filters, int stride) {
    return new Convolution(filters, 3, stride, Padding.SAME, Activation.IDENTITY, false);
  }

  private static Model model(NetworkSpec spec, NetworkState state) {
    List<Label> labels =
        IntStream.range(0, spec.labels()).mapToObj(i -> new Label("label" + i)).toList();
    return new Model(
        Labels.of(labels),
        spec.preprocessing(),
        spec.architecture(),
        state.tensors(),
        new Provenance(Instant.EPOCH, "", "", "", "", 0, 0, 0, null, Map.of()));
  }

  private static List<Batch> batches(int size) {
    Digits digits = new Digits(1);
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < Workload.BATCHES; i++) {
      Digits.Batch drawn = digits.batch(size);
      float[] targets = new float[size * Workload.LABELS];
      for (int image = 0; image < size; image++) {
        targets[image * Workload.LABELS + drawn.labels()[image]] = 1;
      }
      batches.add(new Batch(INPUT, size, drawn.pixels(), targets));
    }
    return batches;
  }

  private static final class InTurn implements Session {

    private final List<Batch> batches;
    private final Consumer<Batch> work;
    private final Classifier network;
    private int next;

    InTurn(List<Batch> batches, Consumer<Batch> work, Classifier network) {
      this.batches = batches;
      this.work = work;
      this.network = network;
    }

    @Override
    public void step() {
      work.accept(batches.get(next++ % batches.size()));
    }

    @Override
    public void close() {
      network.close();
    }
  }
}
