package dev.espy.benchmarks.espy;

import dev.espy.adapters.dl4j.Dl4jEngine;
import dev.espy.adapters.onnx.OnnxEngine;
import dev.espy.benchmarks.Contestant;
import dev.espy.benchmarks.Server;
import dev.espy.benchmarks.Workload;
import dev.espy.domain.Batch;
import dev.espy.domain.device.DeviceChoice;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.Learner;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Espy's engines: they are given bytes, as in real life, and give loss and hits of every step.
 * Deeplearning4j learns; ONNX Runtime classifies, or Deeplearning4j as well.
 */
public final class EspyContestant implements Contestant {

  private static final double LEARNING_RATE = 0.001;

  private final Dl4jEngine dl4j =
      new Dl4jEngine(
          new DeviceChoice(null, "the benchmark's"),
          Integer.getInteger("threads", Runtime.getRuntime().availableProcessors()));
  private final boolean onDl4jAlone;

  private EspyContestant(boolean onDl4jAlone) {
    this.onDl4jAlone = onDl4jAlone;
  }

  /** Takes part; with the argument {@code dl4j}, classifies with Deeplearning4j. */
  public static void main(String[] arguments) throws IOException {
    Server.serve(new EspyContestant(List.of(arguments).contains("dl4j")));
  }

  @Override
  public Session open(Workload workload) {
    List<Batch> batches = Inputs.batches(workload.batch());
    if (workload.task() == Workload.Task.TRAIN) {
      if (onDl4jAlone) {
        throw new UnsupportedOperationException("that is what Espy does anyway");
      }
      NetworkSpec spec = Inputs.spec(workload.network());
      Learner learner = dl4j.open(spec, NetworkState.initial(spec));
      return new InTurn(batches, batch -> learner.fit(batch, LEARNING_RATE), learner);
    }
    ClassifierPort engine = onDl4jAlone ? dl4j : new OnnxEngine();
    Classifier classifier = engine.open(Inputs.model(workload.network()));
    return new InTurn(batches, classifier::classify, classifier);
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
