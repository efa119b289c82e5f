package dev.espy.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.Shape;
import dev.espy.domain.Tensor;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.network.Optimizer.Adam;
import dev.espy.domain.network.Optimizer.Sgd;
import dev.espy.domain.network.Parameter;
import dev.espy.domain.network.Parameter.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The part of the contract of engines that train about optimisers. */
abstract class OptimizerContract {

  /** With this optimiser a step at a learning rate of 1 is the gradient. */
  static final Sgd PLAIN = new Sgd(0, false, 0, Double.POSITIVE_INFINITY);

  static Stream<Named<NetworkSpec>> networks() {
    return EngineSamples.networks(1);
  }

  /** Returns the engine under test. */
  protected abstract LearnerPort engine();

  @ParameterizedTest
  @MethodSource("dev.espy.domain.port.EngineSamples#optimizers")
  void goesOnFromAStateAsIfItHadNeverStopped(Optimizer optimizer) {
    NetworkSpec spec = EngineSamples.with(optimizer, EngineSamples.mixedSpec(1));
    List<Batch> batches = batches();
    NetworkState whole = fit(spec, NetworkState.initial(spec), batches);
    NetworkState half = fit(spec, NetworkState.initial(spec), batches.subList(0, 3));
    NetworkState resumed = fit(spec, half, batches.subList(3, batches.size()));

    assertThat(resumed).isEqualTo(whole);
    assertThat(whole.step()).isEqualTo(batches.size());
  }

  @ParameterizedTest
  @MethodSource("dev.espy.domain.port.EngineSamples#optimizers")
  void givesTheTensorsOfTheNetworkAndTheOptimizer(Optimizer optimizer) {
    NetworkSpec spec = EngineSamples.with(optimizer, EngineSamples.mixedSpec(1));
    NetworkState state =
        fit(spec, NetworkState.initial(spec), List.of(EngineSamples.noise(spec, 4, 1)));

    state.check(spec);
    assertThat(state.step()).isEqualTo(1);
    for (String prefix : optimizer.moments()) {
      assertThat(values(state.moments(), prefix + "output.bias")).doesNotContain(0);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void refusesAStateOfAnotherOptimizer(NetworkSpec spec) {
    NetworkSpec sgd = EngineSamples.with(Sgd.standard(), spec);
    NetworkState adam = fit(spec, NetworkState.initial(spec), batches());

    assertThatThrownBy(() -> engine().open(sgd, adam))
        .isInstanceOf(BadModelException.class)
        .hasMessageMatching("tensor 'momentum.conv1.weight' is missing");
  }

  @Test
  void takesAdamsFirstStepAsLargeAsTheLearningRate() {
    assertThat(firstStepOfTheBias(NetworkState.initial(regression(Adam.standard()))))
        .containsExactly(new float[] {0.25f, 0.25f, 0.25f}, within(1e-3f));
  }

  @Test
  void countsMoreStepsThanFitAnInt() {
    NetworkSpec spec = regression(Adam.standard());
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    for (Parameter parameter : spec.network().learned()) {
      int[] shape = parameter.shape().stream().mapToInt(Integer::intValue).toArray();
      float[] values = new float[(int) parameter.size()];
      Adam.standard()
          .moments()
          .forEach(m -> zeros.put(m + parameter.name(), new Tensor(shape, values)));
    }
    NetworkState late =
        new NetworkState(NetworkState.initial(spec).tensors(), zeros, 5_000_000_000L);

    // The bias correction is 1 by now: 0.1 / sqrt(0.001) in the gradient's direction.
    float step = 0.25f * 3.1623f;
    assertThat(firstStepOfTheBias(late))
        .containsExactly(new float[] {step, step, step}, within(1e-3f));
  }

  private float[] firstStepOfTheBias(NetworkState state) {
    NetworkSpec spec = regression(Adam.standard());
    Batch batch = EngineSamples.noise(spec, 16, 1);
    float[] old = values(state.tensors(), "output.bias");
    try (Learner learner = engine().open(spec, state)) {
      learner.fit(batch, 0.25);
      NetworkState after = learner.state();
      assertThat(after.step()).isEqualTo(state.step() + 1);
      float[] moved = values(after.tensors(), "output.bias");
      for (int i = 0; i < moved.length; i++) {
        moved[i] = Math.abs(moved[i] - old[i]);
      }
      return moved;
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void decaysWeightsAlone(NetworkSpec network) {
    double none = Double.POSITIVE_INFINITY;
    decaysWeightsAlone(network, PLAIN, new Sgd(0, false, 0.5, none));
    decaysWeightsAlone(
        network, new Adam(0.9, 0.99, 1e-3, 0, none), new Adam(0.9, 0.99, 1e-3, 0.5, none));
  }

  private void decaysWeightsAlone(NetworkSpec network, Optimizer without, Optimizer with) {
    NetworkState before = NetworkState.initial(network);
    Map<String, Tensor> plain =
        step(EngineSamples.with(without, network), before, 0.1, batches().get(0)).tensors();
    Map<String, Tensor> decayed =
        step(EngineSamples.with(with, network), before, 0.1, batches().get(0)).tensors();

    for (Parameter parameter : network.network().parameters()) {
      String name = parameter.name();
      float[] expected = values(plain, name).clone();
      if (parameter.role() == Role.WEIGHT) {
        for (int i = 0; i < expected.length; i++) {
          expected[i] -= 0.1f * 0.5f * values(before.tensors(), name)[i];
        }
      }
      float bound = parameter.role() == Role.WEIGHT ? 1e-6f : 0;
      assertThat(values(decayed, name)).as(name).containsExactly(expected, within(bound));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void clipsTheGradientsTogether(NetworkSpec network) {
    NetworkState before = NetworkState.initial(network);
    Batch batch = EngineSamples.noise(network, 5, 2);
    NetworkState whole = step(EngineSamples.with(PLAIN, network), before, 1, batch);
    double norm = norm(network, before, whole);
    double limit = norm / 7;
    NetworkState clipped =
        step(EngineSamples.with(new Sgd(0, false, 0, limit), network), before, 1, batch);
    NetworkState untouched =
        step(EngineSamples.with(new Sgd(0, false, 0, 1.001 * norm), network), before, 1, batch);

    assertThat(untouched).isEqualTo(whole);
    assertThat(norm(network, before, clipped)).isCloseTo(limit, within(1e-5 * norm));
    for (Parameter parameter : network.network().learned()) {
      String name = parameter.name();
      float[] expected = values(before.tensors(), name).clone();
      for (int i = 0; i < expected.length; i++) {
        expected[i] += (values(whole.tensors(), name)[i] - expected[i]) / 7;
      }
      assertThat(values(clipped.tensors(), name))
          .as(name)
          .containsExactly(expected, within((float) (1e-5 * norm)));
    }
  }

  @Test
  void countsAnImageAsOftenAsItsWeightSays() {
    NetworkSpec spec = regression(PLAIN);
    NetworkState initial = NetworkState.initial(spec);
    Batch three = EngineSamples.noise(spec, 3, 4);
    System.arraycopy(
        three.pixels(),
        0,
        three.pixels(),
        spec.preprocessing().input().size(),
        spec.preprocessing().input().size());
    System.arraycopy(three.targets(), 0, three.targets(), 3, 3);
    Batch two = EngineSamples.part(three, 1, 2);
    for (int i = 0; i < 3; i++) {
      two.targets()[i] *= 2;
    }

    try (Learner repeated = engine().open(spec, initial);
        Learner weighted = engine().open(spec, initial)) {
      double loss = repeated.fit(three, 0.3).loss();
      // The mean is over two images instead of three.
      assertThat(weighted.fit(two, 0.2).loss()).isCloseTo(loss * 3 / 2, within(1e-5));
      for (String name : initial.tensors().keySet()) {
        assertThat(values(weighted.state().tensors(), name))
            .isNotEqualTo(values(initial.tensors(), name))
            .containsExactly(values(repeated.state().tensors(), name), within(1e-6f));
      }
    }
  }

  @Test
  void followsTheGradientOfTheLossThatItGives() {
    NetworkSpec spec = regression(PLAIN);
    NetworkState initial = NetworkState.initial(spec);
    Batch batch = EngineSamples.weighted(spec, 6, 4);
    NetworkState after = step(spec, initial, 1, batch);

    float distance = 1e-2f;
    for (String name : initial.tensors().keySet()) {
      float[] start = values(initial.tensors(), name);
      for (int i = 0; i < start.length; i += 11) {
        double slope =
            (loss(spec, initial, name, i, distance, batch)
                    - loss(spec, initial, name, i, -distance, batch))
                / (2 * distance);
        assertThat((double) start[i] - values(after.tensors(), name)[i])
            .as("%s[%d]", name, i)
            .isCloseTo(slope, within(1e-3));
      }
    }
  }

  private double loss(
      NetworkSpec spec, NetworkState state, String name, int at, float by, Batch batch) {
    Map<String, Tensor> moved = new LinkedHashMap<>(state.tensors());
    Tensor tensor = new Tensor(moved.get(name).shape(), values(moved, name).clone());
    tensor.values()[at] += by;
    moved.put(name, tensor);
    try (Learner learner = engine().open(spec, new NetworkState(moved, Map.of(), 0))) {
      return learner.fit(batch, 1).loss();
    }
  }

  /** Softmax regression for three labels. */
  private static NetworkSpec regression(Optimizer optimizer) {
    Shape shape = EngineSamples.SHAPE;
    return EngineSamples.with(
        optimizer, EngineSamples.spec(shape, 3, 5, new Architecture(List.of())));
  }

  private static double norm(NetworkSpec spec, NetworkState before, NetworkState after) {
    double squares = 0;
    for (Parameter parameter : spec.network().learned()) {
      float[] from = values(before.tensors(), parameter.name());
      float[] to = values(after.tensors(), parameter.name());
      for (int i = 0; i < from.length; i++) {
        squares += Math.pow((double) to[i] - from[i], 2);
      }
    }
    return Math.sqrt(squares);
  }

  private NetworkState step(
      NetworkSpec spec, NetworkState state, double learningRate, Batch batch) {
    try (Learner learner = engine().open(spec, state)) {
      learner.fit(batch, learningRate);
      return learner.state();
    }
  }

  final Learner open(NetworkSpec spec) {
    return engine().open(spec, NetworkState.initial(spec));
  }

  final NetworkState fit(NetworkSpec spec, NetworkState state, List<Batch> batches) {
    try (Learner learner = engine().open(spec, state)) {
      for (Batch batch : batches) {
        learner.fit(batch, 0.01);
      }
      return learner.state();
    }
  }

  /** Batches of different sizes, as at the end of an epoch. */
  static List<Batch> batches() {
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      batches.add(EngineSamples.separable(i % 3 == 2 ? 3 : 8, i));
    }
    return batches;
  }

  static float[] values(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    assertThat(tensor).as(name).isNotNull();
    return tensor.values();
  }
}
