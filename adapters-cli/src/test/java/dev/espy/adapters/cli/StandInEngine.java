package dev.espy.adapters.cli;

import dev.espy.adapters.cli.run.Cancellation;
import dev.espy.domain.Batch;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.Learner;
import dev.espy.domain.port.LearnerPort;

/** The engine in plain Java, for tests to change what it does. */
public class StandInEngine implements ClassifierPort, LearnerPort {

  private final ReferenceEngine engine = new ReferenceEngine();

  @Override
  public Classifier open(Model model) {
    return engine.open(model);
  }

  @Override
  public Learner open(NetworkSpec spec, NetworkState state) {
    return engine.open(spec, state);
  }

  @Override
  public String engine() {
    return "Stand-in 1";
  }

  /** Is told where training wants it to run. */
  public void runOn(DeviceRequest device) {}

  /** Is told on how many threads a command wants it to compute. */
  public void computeWith(int threads) {}

  /** A learner that learns nothing and thinks that all labels are equally probable. */
  public static class IdleLearner implements Learner {

    private final NetworkState state;
    private final int labels;

    public IdleLearner(NetworkState state, int labels) {
      this.state = state;
      this.labels = labels;
    }

    @Override
    public Step fit(Batch batch, double learningRate) {
      return new Step(Math.log(labels), 0);
    }

    @Override
    public float[] classify(Batch batch) {
      float[] probabilities = new float[batch.size() * labels];
      java.util.Arrays.fill(probabilities, 1f / labels);
      return probabilities;
    }

    @Override
    public NetworkState state() {
      return state;
    }

    @Override
    public void close() {}
  }

  /** An engine that is quick whatever the network is, because it does nothing. */
  public static StandInEngine idle() {
    return new StandInEngine() {
      @Override
      public Classifier open(Model model) {
        return new IdleLearner(
            new NetworkState(model.tensors(), java.util.Map.of(), 0), model.labels().size());
      }

      @Override
      public Learner open(NetworkSpec spec, NetworkState state) {
        return new IdleLearner(state, spec.network().labels());
      }
    };
  }

  /** An engine whose loss is soon no longer a number. */
  public static StandInEngine diverging() {
    return new StandInEngine() {
      @Override
      public Learner open(NetworkSpec spec, NetworkState state) {
        return new IdleLearner(state, spec.network().labels()) {
          @Override
          public Step fit(Batch batch, double learningRate) {
            return new Step(Double.NaN, 0);
          }
        };
      }
    };
  }

  /** An engine that cancels when it has classified a batch. */
  public static StandInEngine cancelling(Cancellation cancellation) {
    return new StandInEngine() {
      @Override
      public Classifier open(Model model) {
        Classifier classifier = super.open(model);
        return new Classifier() {
          @Override
          public float[] classify(Batch batch) {
            cancellation.cancel();
            return classifier.classify(batch);
          }

          @Override
          public void close() {
            classifier.close();
          }
        };
      }
    };
  }

  /** An engine with a bug. */
  public static StandInEngine broken() {
    return new StandInEngine() {
      @Override
      public Classifier open(Model model) {
        throw new IllegalStateException("oops");
      }
    };
  }
}
