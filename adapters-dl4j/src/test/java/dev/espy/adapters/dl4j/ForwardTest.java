package dev.espy.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espy.domain.Batch;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.EngineSamples;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer answers as the plain Java engine does. */
class ForwardTest {

  @ParameterizedTest
  @MethodSource("dev.espy.domain.port.Architectures#all")
  void answersAsTheReferenceDoes(NetworkSpec spec) {
    check(new Dl4jEngine(), spec);
  }

  @ParameterizedTest
  @MethodSource("dev.espy.domain.port.Architectures#all")
  void answersAsTheReferenceDoesWithoutOneDnn(NetworkSpec spec) {
    check(new Dl4jEngine(false), spec);
  }

  private static void check(Dl4jEngine engine, NetworkSpec spec) {
    NetworkState state = NetworkState.initial(spec);
    Random random = new Random(3);
    state
        .tensors()
        .forEach(
            (name, tensor) -> {
              for (int i = 0; i < tensor.values().length; i++) {
                float change = (float) (0.2 * random.nextGaussian());
                tensor.values()[i] += name.endsWith("_var") ? Math.abs(change) : change;
              }
            });
    Model model = EngineSamples.model(spec, state);
    Batch batch = EngineSamples.noise(spec, 5, 9);

    float[] expected = classify(new ReferenceEngine(), model, batch);

    assertThat(classify(engine, model, batch)).containsExactly(expected, within(1e-5f));
  }

  private static float[] classify(ClassifierPort engine, Model model, Batch batch) {
    try (Classifier classifier = engine.open(model)) {
      return classifier.classify(batch);
    }
  }
}
