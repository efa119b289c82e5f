package dev.espy.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espy.domain.Batch;
import dev.espy.domain.Shape;
import dev.espy.domain.confidence.Temperature;
import dev.espy.domain.fake.ExampleModels;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of engines that classify. */
public abstract class ClassifierContract {

  static Stream<Named<NetworkSpec>> networks() {
    return EngineSamples.networks(1);
  }

  /** Returns the engine under test. */
  protected abstract ClassifierPort engine();

  @Test
  void saysItsNameAndVersion() {
    assertThat(engine().engine()).matches("\\S.* \\d\\S*");
  }

  @Test
  void givesProbabilitiesThatAddUpToOne() {
    NetworkSpec spec = EngineSamples.spec(new Shape(3, 5, 4), 7, 2, new Architecture(List.of()));
    try (Classifier classifier = engine().open(EngineSamples.model(spec))) {
      float[] answers = classifier.classify(EngineSamples.noise(spec, 6, 1));

      assertThat(answers).hasSize(6 * 7);
      for (int image = 0; image < 6; image++) {
        double sum = 0;
        for (int label = 0; label < 7; label++) {
          assertThat(answers[image * 7 + label]).isBetween(0f, 1f);
          sum += answers[image * 7 + label];
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.espy.domain.port.Architectures#all")
  void answersAsThePlainJavaEngineDoes(NetworkSpec spec) {
    Model model = EngineSamples.learned(spec, 0.2);
    Batch batch = EngineSamples.noise(spec, 5, 9);

    try (Classifier expected = new ReferenceEngine().open(model);
        Classifier classifier = engine().open(model)) {
      assertThat(classifier.classify(batch))
          .containsExactly(expected.classify(batch), within(1e-5f));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0.25f, 0.7f, 3})
  void dividesTheLogitsByTheTemperature(float value) {
    NetworkSpec spec = EngineSamples.spec(new Shape(3, 5, 4), 7, 2, new Architecture(List.of()));
    Model model = EngineSamples.learned(spec, 0.2);
    Model calibrated = model.with(ExampleModels.calibration(7, value));
    Batch batch = EngineSamples.noise(spec, 5, 9);
    try (Classifier plain = engine().open(model);
        Classifier classifier = engine().open(calibrated)) {
      float[] expected = plain.classify(batch);
      new Temperature(value).apply(expected, 7);

      assertThat(classifier.classify(batch)).containsExactly(expected, within(1e-5f));
    }
  }

  @Test
  void answersWithWhatIsNotANumberWhereTheNetworkOverflows() {
    Model model = EngineSamples.overflowing(new Shape(1, 4, 4), "a", "b", "c");
    Batch images = Batch.of(new Shape(1, 4, 4), 3, new byte[3 * 16]);
    try (Classifier classifier = engine().open(model)) {
      assertThat(classifier.classify(images)).contains(Float.NaN);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void takesBatchesOfAnySize(NetworkSpec spec) {
    Batch all = EngineSamples.noise(spec, 9, 1);
    try (Classifier classifier = engine().open(EngineSamples.model(spec))) {
      float[] expected = classifier.classify(all);
      for (int size : new int[] {1, 4, 9, 2}) {
        assertThat(classifier.classify(EngineSamples.part(all, 0, size)))
            .containsExactly(Arrays.copyOf(expected, size * 2), within(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void looksAtNeitherTargetsNorWhatLiesBehindTheLastImage(NetworkSpec spec) {
    Batch batch = EngineSamples.noise(spec, 5, 1);
    Batch longer =
        new Batch(
            batch.shape(),
            5,
            Arrays.copyOf(batch.pixels(), batch.pixels().length + 1000),
            new float[0]);
    try (Classifier classifier = engine().open(EngineSamples.model(spec))) {
      assertThat(classifier.classify(longer)).isEqualTo(classifier.classify(batch));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void doesNotChangeTheBatch(NetworkSpec spec) {
    Batch batch = EngineSamples.noise(spec, 5, 1);
    byte[] pixels = batch.pixels().clone();
    try (Classifier classifier = engine().open(EngineSamples.model(spec))) {
      classifier.classify(batch);
    }
    assertThat(batch.pixels()).isEqualTo(pixels);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void answersTheSameToSeveralThreads(NetworkSpec spec) throws Exception {
    List<Batch> batches = new ArrayList<>();
    List<float[]> expected = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Classifier classifier = engine().open(EngineSamples.model(spec))) {
      for (int i = 0; i < 24; i++) {
        batches.add(EngineSamples.noise(spec, 1 + i % 5, i));
        expected.add(classifier.classify(batches.get(i)));
      }
      List<Future<float[]>> answers = new ArrayList<>();
      for (Batch batch : batches) {
        answers.add(threads.submit(() -> classifier.classify(batch)));
      }
      for (int i = 0; i < batches.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo(expected.get(i));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void refusesImagesOfAnotherShape(NetworkSpec spec) {
    byte[] pixels = new byte[100];
    try (Classifier classifier = engine().open(EngineSamples.model(spec))) {
      assertThatThrownBy(() -> classifier.classify(Batch.of(new Shape(1, 9, 8), 1, pixels)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void canBeClosedTwice(NetworkSpec spec) {
    Classifier classifier = engine().open(EngineSamples.model(spec));
    classifier.close();
    classifier.close();
  }
}
