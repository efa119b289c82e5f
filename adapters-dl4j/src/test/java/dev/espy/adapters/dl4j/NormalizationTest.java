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
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.EngineSamples;
import dev.espy.domain.port.Learner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks the running statistics of batch normalization, and their use in classifying. */
class NormalizationTest {

  private static final double MOMENTUM = 0.3;
  private static final NetworkSpec IMAGES =
      EngineSamples.inMicroBatches(
          100,
          EngineSamples.spec(
              EngineSamples.SHAPE,
              2,
              1,
              new Architecture(
                  List.of(new BatchNormalization(MOMENTUM, 1e-5, Activation.IDENTITY)))));

  Dl4jEngine engine() {
    return new Dl4jEngine();
  }

  @Test
  void gathersTheMeanAndTheUnbiasedVarianceOfBatches() {
    double mean = 0;
    double variance = 1;
    try (Learner learner = engine().open(IMAGES, NetworkState.initial(IMAGES))) {
      for (int step = 0; step < 4; step++) {
        Batch batch = EngineSamples.noise(IMAGES, 3 + step, step);
        double[] values = values(batch);
        double average = 0;
        for (double value : values) {
          average += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
          squares += (value - average) * (value - average);
        }
        mean = (1 - MOMENTUM) * mean + MOMENTUM * average;
        variance = (1 - MOMENTUM) * variance + MOMENTUM * squares / (values.length - 1);

        learner.fit(batch, 0.01);

        Map<String, Tensor> tensors = learner.state().tensors();
        assertThat(only(tensors, "norm1.running_mean")).isCloseTo(mean, within(1e-6));
        assertThat(only(tensors, "norm1.running_var")).isCloseTo(variance, within(1e-6));
      }
    }
  }

  @Test
  void survivesABatchOfOneNumber() {
    NetworkSpec spec = EngineSamples.spec(new Shape(1, 1, 1), 2, 1, IMAGES.architecture());
    try (Learner learner = engine().open(spec, NetworkState.initial(spec))) {
      learner.fit(EngineSamples.noise(spec, 1, 1), 0.01);

      assertThat(only(learner.state().tensors(), "norm1.running_var"))
          .isCloseTo(1 - MOMENTUM, within(1e-6));
    }
  }

  @Test
  void changesNothingByClassifying() {
    try (Learner learner = engine().open(IMAGES, NetworkState.initial(IMAGES))) {
      learner.classify(EngineSamples.noise(IMAGES, 9, 1));

      assertThat(learner.state().tensors()).isEqualTo(NetworkState.initial(IMAGES).tensors());
    }
  }

  @Test
  void usesWhatItGatheredAsTheReferenceDoes() {
    NetworkSpec spec = EngineSamples.residualSpec(3);
    Batch unseen = EngineSamples.noise(spec, 7, 99);
    try (Learner learner = engine().open(spec, NetworkState.initial(spec))) {
      for (int step = 0; step < 20; step++) {
        learner.fit(EngineSamples.noise(spec, 6, step), 0.01);
      }
      Model model = EngineSamples.model(spec, learner.state());
      try (Classifier reference = new ReferenceEngine().open(model)) {
        assertThat(learner.classify(unseen))
            .containsExactly(reference.classify(unseen), within(1e-5f));
      }
    }
  }

  private static double[] values(Batch batch) {
    double[] values = new double[batch.pixels().length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          ((batch.pixels()[i] & 0xFF) / 255.0 - IMAGES.preprocessing().mean())
              / IMAGES.preprocessing().deviation();
    }
    return values;
  }

  private static double only(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    assertThat(tensor).as(name).isNotNull();
    assertThat(tensor.values()).hasSize(1);
    return tensor.values()[0];
  }
}
