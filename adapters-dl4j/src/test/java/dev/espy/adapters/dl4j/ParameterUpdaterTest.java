package dev.espy.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espy.domain.Batch;
import dev.espy.domain.Shape;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.port.EngineSamples;
import dev.espy.domain.port.Learner;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterUpdaterTest {

  Dl4jEngine engine() {
    return new Dl4jEngine();
  }

  /** The network has more weights than a thread updates at a time, and no hidden layers. */
  @ParameterizedTest
  @MethodSource("dev.espy.domain.port.EngineSamples#optimizers")
  void learnsWhatTheReferenceLearns(Optimizer optimizer) {
    NetworkSpec spec =
        EngineSamples.with(
            optimizer, EngineSamples.spec(new Shape(1, 75, 76), 3, 1, new Architecture(List.of())));
    NetworkState initial = NetworkState.initial(spec);
    try (Learner ours = engine().open(spec, initial);
        Learner reference = new ReferenceEngine().open(spec, initial)) {
      for (int step = 0; step < 20; step++) {
        Batch batch = EngineSamples.weighted(spec, 7, step);
        double learningRate = 0.002 * (1 + step % 3);
        Learner.Step expected = reference.fit(batch, learningRate);
        Learner.Step given = ours.fit(batch, learningRate);
        assertThat(given.loss()).isCloseTo(expected.loss(), within(1e-3));
        assertThat(given.correct()).isEqualTo(expected.correct());
      }
      NetworkState expected = reference.state();
      NetworkState learned = ours.state();
      expected
          .tensors()
          .forEach(
              (name, tensor) ->
                  assertThat(learned.tensors().get(name).values())
                      .as(name)
                      .isNotEqualTo(initial.tensors().get(name).values())
                      .containsExactly(tensor.values(), within(1e-4f)));
      assertThat(learned.moments().keySet()).isEqualTo(expected.moments().keySet());
      expected
          .moments()
          .forEach(
              (name, tensor) ->
                  assertThat(learned.moments().get(name).values())
                      .as(name)
                      .containsExactly(tensor.values(), within(1e-4f)));
    }
  }
}
