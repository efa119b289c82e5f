package dev.espy.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espy.domain.Batch;
import dev.espy.domain.Shape;
import dev.espy.domain.Tensor;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.Dropout;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.EngineSamples;
import dev.espy.domain.port.Learner;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the engine's gradients with differences of the reference's loss. After the first step
 * Adam's first moment is a known share of the gradient, so the port is enough to read it.
 */
class GradientTest {

  /** The first moment after one step is a tenth of the gradient. */
  private static final float SCALE = 10;

  @ParameterizedTest
  @MethodSource("dev.espy.domain.port.Architectures#all")
  void areThoseOfTheReferencesLoss(NetworkSpec spec) {
    check(new Dl4jEngine(), spec);
  }

  @ParameterizedTest
  @MethodSource("dev.espy.domain.port.Architectures#all")
  void areThoseOfTheReferencesLossWithoutOneDnn(NetworkSpec spec) {
    check(new Dl4jEngine(Kernels.JAVA), spec);
  }

  @Tag(Nd4jEngine.TAG)
  @ParameterizedTest
  @MethodSource("dev.espy.domain.port.Architectures#all")
  void areThoseOfTheReferencesLossWithNd4jAlone(NetworkSpec spec) {
    check(Nd4jEngine.make(), spec);
  }

  @Test
  void countWhatImagesWeighAndHowTheyShareLabels() {
    NetworkSpec spec =
        EngineSamples.spec(
            new Shape(1, 4, 5),
            3,
            2,
            new Architecture(
                List.of(new Dense(7, Activation.TANH), BatchNormalization.then(Activation.TANH))));
    Batch batch = EngineSamples.weighted(spec, 5, 9);

    check(
        new Dl4jEngine(),
        spec,
        disturbed(NetworkState.initial(spec)),
        batch,
        1e-4f,
        1e-3f,
        tensors -> ReferenceEngine.loss(spec, tensors, batch));
  }

  private static void check(Dl4jEngine engine, NetworkSpec spec) {
    NetworkState state = disturbed(NetworkState.initial(spec));
    Batch batch = EngineSamples.noise(spec, 4, 9);

    check(
        engine,
        spec,
        state,
        batch,
        1e-4f,
        1e-3f,
        tensors -> ReferenceEngine.loss(spec, tensors, batch));
  }

  @Test
  void countWhatDropoutDropped() {
    NetworkSpec spec =
        EngineSamples.spec(
            new Shape(1, 4, 5),
            3,
            2,
            new Architecture(
                List.of(new Dropout(0.3), new Dense(7, Activation.TANH), new Dropout(0.5))));
    NetworkState state = disturbed(NetworkState.initial(spec));
    Batch batch = EngineSamples.noise(spec, 4, 9);

    check(
        new Dl4jEngine(),
        spec,
        state,
        batch,
        1e-2f,
        1e-2f,
        tensors -> {
          try (Learner learner =
              new Dl4jEngine().open(spec, new NetworkState(tensors, Map.of(), 0))) {
            return learner.fit(batch, 1).loss();
          }
        });
  }

  @Test
  void dropoutDropsAsOftenAsItsRateSaysAndScalesTheRest() {
    Shape shape = new Shape(1, 50, 40);
    NetworkSpec spec = EngineSamples.spec(shape, 2, 4, new Architecture(List.of(new Dropout(0.2))));
    byte[] white = new byte[2000];
    Arrays.fill(white, (byte) 255);
    float white1 = (1 - spec.preprocessing().mean()) / spec.preprocessing().deviation();
    Batch batch = new Batch(shape, 1, white, new float[] {1, 0});
    try (Learner learner = new Dl4jEngine().open(spec, NetworkState.initial(spec))) {
      learner.fit(batch, 1e-6);
      Map<String, Tensor> first = learner.state().moments();
      float[] weights = values(first, "m.output.weight");
      float bias = values(first, "m.output.bias")[0];
      int dropped = 0;
      for (int i = 0; i < 2000; i++) {
        if (weights[i] == 0) {
          dropped++;
        } else {
          assertThat(weights[i] / bias).isCloseTo(white1 / 0.8f, within(1e-3f));
        }
      }
      assertThat(dropped).isBetween(340, 460);

      learner.fit(batch, 1e-6);
      float[] second = values(learner.state().moments(), "m.output.weight");
      int droppedTwice = 0;
      for (int i = 0; i < 2000; i++) {
        droppedTwice += second[i] == 0 ? 1 : 0;
      }
      assertThat(droppedTwice).isBetween(40, 120);
    }
  }

  private static void check(
      Dl4jEngine engine,
      NetworkSpec spec,
      NetworkState state,
      Batch batch,
      float distance,
      float tolerance,
      ToDoubleFunction<Map<String, Tensor>> loss) {
    Map<String, Tensor> means;
    try (Learner learner = engine.open(spec, state)) {
      assertThat(learner.fit(batch, 0.1).loss())
          .isCloseTo(loss.applyAsDouble(state.tensors()), within(1e-5));
      means = learner.state().moments();
    }
    Random random = new Random(1);
    for (String name : state.tensors().keySet()) {
      if (name.contains(".running_")) {
        assertThat(means).doesNotContainKey("m." + name);
        continue;
      }
      float[] mean = values(means, "m." + name);
      for (int i = 0; i < Math.min(12, mean.length); i++) {
        int at = random.nextInt(mean.length);
        Map<String, Tensor> above = copy(state.tensors());
        Map<String, Tensor> below = copy(state.tensors());
        values(above, name)[at] += distance;
        values(below, name)[at] -= distance;
        double expected =
            (loss.applyAsDouble(above) - loss.applyAsDouble(below))
                / ((double) values(above, name)[at] - values(below, name)[at]);
        assertThat((double) mean[at] * SCALE)
            .as("%s[%d]", name, at)
            .isCloseTo(expected, within(tolerance * Math.max(0.1, Math.abs(expected))));
      }
    }
  }

  private static NetworkState disturbed(NetworkState state) {
    Random random = new Random(3);
    Map<String, Tensor> tensors = copy(state.tensors());
    for (Tensor tensor : tensors.values()) {
      for (int i = 0; i < tensor.values().length; i++) {
        tensor.values()[i] += (float) (0.1 * random.nextGaussian());
      }
    }
    return new NetworkState(tensors, Map.of(), 0);
  }

  private static Map<String, Tensor> copy(Map<String, Tensor> tensors) {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    tensors.forEach((name, t) -> copy.put(name, new Tensor(t.shape(), t.values().clone())));
    return copy;
  }

  private static float[] values(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    assertThat(tensor).as(name).isNotNull();
    return tensor.values();
  }
}
