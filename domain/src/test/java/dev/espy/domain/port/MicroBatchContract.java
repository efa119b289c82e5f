package dev.espy.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espy.domain.Batch;
import dev.espy.domain.Shape;
import dev.espy.domain.Tensor;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Layer.Padding;
import dev.espy.domain.network.MicroBatches;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer.Sgd;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of the contract of engines that train about micro-batches. */
abstract class MicroBatchContract extends OptimizerContract {

  private static final NetworkSpec RESIDUAL = EngineSamples.residualSpec(1);

  @ParameterizedTest
  @ValueSource(ints = {3, 7, 8, 9})
  void givesTheLossOfItsMicroBatches(int images) {
    Batch batch = brightening(RESIDUAL, images);
    double loss = 0;
    for (Part part : parts(RESIDUAL, batch)) {
      loss += part.step().loss() * part.images() / images;
    }

    assertThat(step(RESIDUAL, batch).step().loss()).isCloseTo(loss, within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 8, 9})
  void usesTheStatisticsOfAMicroBatchInsteadOfTheBatch(int images) {
    Batch batch = brightening(RESIDUAL, images);

    double loss = step(RESIDUAL, batch).step().loss();

    assertThat(step(EngineSamples.inMicroBatches(images, RESIDUAL), batch).step().loss())
        .isNotCloseTo(loss, within(1e-3));
  }

  /** A plain step is linear in the gradient, and the running mean in the mean. */
  @ParameterizedTest
  @ValueSource(ints = {3, 7, 8, 9})
  void takesTheMeanOfGradientsAndMeans(int images) {
    NetworkSpec spec = EngineSamples.with(PLAIN, RESIDUAL);
    Batch batch = brightening(spec, images);
    Map<String, Tensor> initial = NetworkState.initial(spec).tensors();
    Map<String, Tensor> after = step(spec, batch).state().tensors();
    List<Part> parts = parts(spec, batch);

    for (String name : after.keySet()) {
      if (name.endsWith(".running_var")) {
        continue;
      }
      float[] expected = new float[values(after, name).length];
      for (Part part : parts) {
        for (int i = 0; i < expected.length; i++) {
          expected[i] += values(part.state().tensors(), name)[i] * part.images() / images;
        }
      }
      assertThat(values(after, name)).as(name).containsExactly(expected, within(1e-5f));
      if (name.contains(".running_") || name.startsWith("output.")) {
        assertThat(values(after, name)).as(name).isNotEqualTo(values(initial, name));
      }
    }
  }

  /** So that inference sees the spread that training normalized. */
  @Test
  void updatesRunningStatisticsOnceAStepWithThoseOfTheBatch() {
    NetworkSpec spec = normalization(0.25);
    Batch batch = brightening(spec, 7);
    double[] whole = statistics(batch, spec);
    double within = 0;
    for (int[] part : new int[][] {{0, 3}, {3, 4}}) {
      within += statistics(EngineSamples.part(batch, part[0], part[1]), spec)[1] * part[1] / 7;
    }

    NetworkState after = step(spec, batch).state();

    assertThat(values(after.tensors(), "norm1.running_mean")[0])
        .isCloseTo((float) (0.25 * whole[0]), within(1e-5f));
    assertThat(values(after.tensors(), "norm1.running_var")[0])
        .isCloseTo((float) (0.75 + 0.25 * whole[1]), within(1e-5f));
    assertThat(within).isLessThan(0.9 * whole[1]);
  }

  /** Returns the mean and the unbiased variance of the network's input. */
  private static double[] statistics(Batch batch, NetworkSpec spec) {
    int count = batch.size() * batch.shape().size();
    double mean = 0;
    for (int i = 0; i < count; i++) {
      mean += input(batch, i, spec) / count;
    }
    double variance = 0;
    for (int i = 0; i < count; i++) {
      variance += Math.pow(input(batch, i, spec) - mean, 2) / (count - 1);
    }
    return new double[] {mean, variance};
  }

  private static double input(Batch batch, int i, NetworkSpec spec) {
    double value = (batch.pixels()[i] & 0xFF) / 255.0;
    return (value - spec.preprocessing().mean()) / spec.preprocessing().deviation();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theBatchIsOneMicroBatchIfItIsNotLarger(NetworkSpec spec) {
    Batch batch = brightening(spec, 8);
    NetworkState whole = step(EngineSamples.inMicroBatches(8, spec), batch).state();

    assertThat(step(EngineSamples.inMicroBatches(9, spec), batch).state()).isEqualTo(whole);
    assertThat(step(EngineSamples.inMicroBatches(Integer.MAX_VALUE, spec), batch).state())
        .isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void changesNothingWithoutNormalization(int size) {
    NetworkSpec spec =
        EngineSamples.with(
            new Sgd(0.5, false, 0, Double.POSITIVE_INFINITY),
            EngineSamples.spec(
                EngineSamples.SHAPE,
                2,
                1,
                new Architecture(
                    List.of(
                        new Convolution(4, 3, 1, Padding.VALID, Activation.RELU),
                        new MaxPooling(2, 2),
                        new Dense(8, Activation.RELU)))));
    NetworkState initial = NetworkState.initial(spec);
    NetworkState whole = fit(EngineSamples.inMicroBatches(8, spec), initial, batches());

    NetworkState divided = fit(EngineSamples.inMicroBatches(size, spec), initial, batches());

    assertThat(values(whole.tensors(), "output.weight"))
        .isNotEqualTo(values(initial.tensors(), "output.weight"));
    for (String name : whole.tensors().keySet()) {
      assertThat(values(divided.tensors(), name))
          .as(name)
          .containsExactly(values(whole.tensors(), name), within(1e-5f));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void learnsFromOneImage(NetworkSpec spec) {
    Batch batch = EngineSamples.noise(spec, 1, 3);

    Part learned = step(spec, batch);

    assertThat(learned.step().loss()).isPositive().isFinite();
    for (Tensor tensor : learned.state().tensors().values()) {
      for (float value : tensor.values()) {
        assertThat(value).isFinite();
      }
    }
    assertThat(values(learned.state().tensors(), "output.bias"))
        .isNotEqualTo(values(NetworkState.initial(spec).tensors(), "output.bias"));
  }

  @Test
  void takesTheVarianceOfOneValueAsZero() {
    NetworkSpec spec =
        EngineSamples.spec(
            new Shape(1, 1, 1),
            2,
            1,
            new Architecture(List.of(new BatchNormalization(0.25, 1e-5, Activation.IDENTITY))));
    Batch batch = EngineSamples.noise(spec, 1, 3);

    NetworkState after = step(spec, batch).state();

    assertThat(values(after.tensors(), "norm1.running_mean")[0])
        .isCloseTo((float) (0.25 * input(batch, 0, spec)), within(1e-6f));
    assertThat(values(after.tensors(), "norm1.running_var")[0]).isCloseTo(0.75f, within(1e-6f));
  }

  private static NetworkSpec normalization(double momentum) {
    return EngineSamples.spec(
        EngineSamples.SHAPE,
        2,
        1,
        new Architecture(List.of(new BatchNormalization(momentum, 1e-5, Activation.TANH))));
  }

  /** Returns images of noise, the first ones darker, so that micro-batches differ. */
  private static Batch brightening(NetworkSpec spec, int size) {
    Batch batch = EngineSamples.noise(spec, size, 6);
    int image = batch.shape().size();
    for (int i = 0; i < size * image; i++) {
      batch.pixels()[i] = (byte) ((batch.pixels()[i] & 0xFF) * (i / image + 1) / size);
    }
    return batch;
  }

  /**
   * A step from the initial state.
   *
   * @param images number of images in the batch
   * @param step the result of the step
   * @param state the state after it
   */
  private record Part(int images, Learner.Step step, NetworkState state) {}

  private Part step(NetworkSpec spec, Batch batch) {
    try (Learner learner = open(spec)) {
      Learner.Step step = learner.fit(batch, 0.1);
      return new Part(batch.size(), step, learner.state());
    }
  }

  /** Returns a step of a learner of its own for each micro-batch. */
  private List<Part> parts(NetworkSpec spec, Batch batch) {
    MicroBatches parts = spec.microBatches(batch.size());
    return IntStream.range(0, parts.count())
        .mapToObj(i -> step(spec, EngineSamples.part(batch, parts.start(i), parts.size(i))))
        .toList();
  }
}
