package dev.espy.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.adapters.dl4j.backend.Backend;
import dev.espy.adapters.dl4j.backend.FailureTranslator;
import dev.espy.adapters.dl4j.backend.Workers;
import dev.espy.adapters.dl4j.batches.Computation;
import dev.espy.domain.Batch;
import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.EngineSamples;
import dev.espy.domain.port.Learner;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class Dl4jLearnerTest {

  private static final String OUT_OF_MEMORY =
      "the GPU's memory does not suffice for a batch of 8 images of 9x8 grey; use smaller"
          + " batches, use a smaller image size, or use the CPU";

  @BeforeAll
  static void load() {
    Backend.load(false);
  }

  /** After a batch that is too large, the state from before it can still be saved. */
  @Test
  void aStepThatFindsNoMemoryIsOneSentenceAndChangesNothing() {
    NetworkSpec spec = EngineSamples.spec(1);
    Batch batch = EngineSamples.separable(8, 1);
    AtomicReference<@Nullable String> failure = new AtomicReference<>();
    Placement placement =
        new Placement(Kernels.ND4J, Workers.onCpu(1), new FailureTranslator(true, 1));
    try (Learner learner =
        new Dl4jLearner(
            spec,
            NetworkState.initial(spec),
            placement,
            (network, weights) ->
                failing(placement.learning(network, spec.preprocessing(), weights, 4), failure))) {
      learner.fit(batch, 0.01);
      NetworkState before = learner.state();

      failure.set("[DEVICE] allocation failed; Error code: [2]");
      assertThatThrownBy(() -> learner.fit(batch, 0.01))
          .isInstanceOf(UnsupportedDeviceException.class)
          .hasMessage(OUT_OF_MEMORY);
      assertThatThrownBy(() -> learner.classify(batch)).hasMessage(OUT_OF_MEMORY);
      failure.set(null);

      assertThat(learner.state()).isEqualTo(before);
    }
  }

  /** Returns a computation that fails with a message, if there is one. */
  private static Computation failing(
      Computation computation, AtomicReference<@Nullable String> failure) {
    return new Computation() {
      @Override
      public float[] classify(Batch batch) {
        fail();
        return computation.classify(batch);
      }

      @Override
      public Learner.Step computeGradients(Batch batch, long dropoutSeed) {
        fail();
        return computation.computeGradients(batch, dropoutSeed);
      }

      private void fail() {
        String message = failure.get();
        if (message != null) {
          throw new RuntimeException(message);
        }
      }

      @Override
      public void weightsChanged() {
        computation.weightsChanged();
      }

      @Override
      public void close() {
        computation.close();
      }
    };
  }
}
