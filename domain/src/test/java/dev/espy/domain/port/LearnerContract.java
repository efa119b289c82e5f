package dev.espy.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of engines that train, except for their optimisers and micro-batches. */
public abstract class LearnerContract extends MicroBatchContract {

  /** Returns the same engine as a classifier. */
  protected abstract ClassifierPort classifierEngine();

  @Test
  void tellsTwoPlainlyDifferentKindsOfImagesApart() {
    try (Learner learner = open(EngineSamples.spec(1))) {
      double first = learner.fit(EngineSamples.separable(32, 0), 0.01).loss();
      Learner.Step last = new Learner.Step(first, 0);
      for (int i = 1; i < 80; i++) {
        last = learner.fit(EngineSamples.separable(32, i), 0.01);
      }

      assertThat(last.loss()).isLessThan(first / 2);
      Batch unseen = EngineSamples.separable(40, 1000);
      float[] answers = learner.classify(unseen);
      for (int i = 0; i < answers.length; i++) {
        assertThat(answers[i] > 0.5).isEqualTo(unseen.targets()[i] > 0.5);
      }
    }
  }

  @Test
  void saysHowTheNetworkAnsweredBeforeTheStep() {
    NetworkSpec spec = EngineSamples.spec(EngineSamples.SHAPE, 3, 5, new Architecture(List.of()));
    Batch batch = EngineSamples.noise(spec, 12, 3);
    try (Learner learner = open(spec)) {
      float[] answers = learner.classify(batch);
      double loss = 0;
      int correct = 0;
      for (int image = 0; image < 12; image++) {
        int truth = 0;
        int answer = 0;
        for (int i = 0; i < 3; i++) {
          truth = batch.targets()[image * 3 + i] == 1 ? i : truth;
          answer = answers[image * 3 + i] > answers[image * 3 + answer] ? i : answer;
        }
        loss -= Math.log(answers[image * 3 + truth]) / 12;
        correct += truth == answer ? 1 : 0;
      }

      Learner.Step step = learner.fit(batch, 0.01);

      assertThat(step.loss()).isCloseTo(loss, within(1e-5));
      assertThat(step.correct()).isEqualTo(correct);
    }
  }

  @Test
  void learnsSoftTargets() {
    NetworkSpec spec = EngineSamples.spec(EngineSamples.SHAPE, 3, 5, new Architecture(List.of()));
    Batch one = EngineSamples.noise(spec, 1, 3);
    float[] targets = {0.2f, 0.5f, 0.3f};
    Batch batch = new Batch(one.shape(), 1, one.pixels(), targets);
    try (Learner learner = open(spec)) {
      Learner.Step last = learner.fit(batch, 0.01);
      for (int i = 0; i < 200; i++) {
        last = learner.fit(batch, 0.01);
      }

      double entropy = -0.2 * Math.log(0.2) - 0.5 * Math.log(0.5) - 0.3 * Math.log(0.3);
      assertThat(last.loss()).isCloseTo(entropy, within(1e-3));
      assertThat(last.correct()).isEqualTo(1);
      assertThat(learner.classify(batch)).containsExactly(targets, within(0.02f));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void givesBackTheStateThatItWasOpenedWith(NetworkSpec spec) {
    NetworkState initial = NetworkState.initial(spec);
    try (Learner learner = engine().open(spec, initial)) {
      NetworkState state = learner.state();

      assertThat(state.tensors()).isEqualTo(initial.tensors());
      assertThat(state.moments()).isEmpty();
      assertThat(state.step()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void leavesTheGivenStateAsItIs(NetworkSpec spec) {
    NetworkState state = fit(spec, NetworkState.initial(spec), batches());
    NetworkState same = fit(spec, NetworkState.initial(spec), batches());

    fit(spec, state, batches());

    assertThat(state).isEqualTo(same);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void givesCopiesOfItsState(NetworkSpec spec) {
    try (Learner learner = open(spec)) {
      learner.fit(EngineSamples.separable(8, 1), 0.01);
      NetworkState before = learner.state();
      float[] bias = values(before.tensors(), "output.bias").clone();

      learner.fit(EngineSamples.separable(8, 2), 0.01);

      assertThat(values(before.tensors(), "output.bias")).isEqualTo(bias);
      assertThat(learner.state()).isNotEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void isNotDisturbedByAnotherLearner(NetworkSpec spec) {
    List<Batch> batches = batches();
    NetworkState alone = fit(spec, NetworkState.initial(spec), batches);
    try (Learner one = open(spec);
        Learner other = open(EngineSamples.residualSpec(2))) {
      for (Batch batch : batches) {
        other.fit(EngineSamples.separable(3, 7), 0.1);
        one.fit(batch, 0.01);
        other.classify(batch);
      }

      assertThat(one.state()).isEqualTo(alone);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void isNotDisturbedByClassifying(NetworkSpec spec) {
    List<Batch> batches = batches();
    NetworkState alone = fit(spec, NetworkState.initial(spec), batches);
    try (Learner learner = open(spec)) {
      for (Batch batch : batches) {
        learner.classify(EngineSamples.separable(11, 4));
        learner.fit(batch, 0.01);
      }

      assertThat(learner.state()).isEqualTo(alone);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void classifiesBetweenStepsWhenAskedFromOtherThreads(NetworkSpec spec) throws Exception {
    Batch unseen = EngineSamples.noise(spec, 5, 77);
    List<List<Float>> answers = new ArrayList<>();
    try (Learner learner = open(spec)) {
      answers.add(list(learner.classify(unseen)));
      for (Batch batch : batches()) {
        learner.fit(batch, 0.01);
        answers.add(list(learner.classify(unseen)));
      }
    }
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (Learner learner = open(spec)) {
      List<Future<List<Float>>> asked = new ArrayList<>();
      for (Batch batch : batches()) {
        for (int i = 0; i < 6; i++) {
          asked.add(threads.submit(() -> list(learner.classify(unseen))));
        }
        learner.fit(batch, 0.01);
      }
      for (Future<List<Float>> answer : asked) {
        assertThat(answers).contains(answer.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void looksAtNothingBehindTheLastImage(NetworkSpec spec) {
    List<Batch> batches = batches();
    List<Batch> longer = new ArrayList<>();
    for (Batch batch : batches) {
      byte[] pixels = Arrays.copyOf(batch.pixels(), batch.pixels().length + 777);
      float[] targets = Arrays.copyOf(batch.targets(), batch.targets().length + 77);
      Arrays.fill(targets, batch.targets().length, targets.length, 9);
      longer.add(new Batch(batch.shape(), batch.size(), pixels, targets));
    }

    assertThat(fit(spec, NetworkState.initial(spec), longer))
        .isEqualTo(fit(spec, NetworkState.initial(spec), batches));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void classifiesAsAClassifierWithItsWeightsDoes(NetworkSpec spec) {
    NetworkState state = fit(spec, NetworkState.initial(spec), batches());
    Batch batch = EngineSamples.noise(spec, 6, 5);
    try (Learner learner = engine().open(spec, state);
        Classifier classifier = classifierEngine().open(EngineSamples.model(spec, state))) {
      assertThat(classifier.classify(batch)).isEqualTo(learner.classify(batch));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void refusesAStateOfAnotherNetwork(NetworkSpec spec) {
    NetworkState other =
        NetworkState.initial(
            EngineSamples.spec(new Shape(1, 9, 9), 2, 1, new Architecture(List.of())));

    assertThatThrownBy(() -> engine().open(spec, other)).isInstanceOf(BadModelException.class);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void canBeClosedTwice(NetworkSpec spec) {
    Learner learner = open(spec);
    learner.fit(EngineSamples.separable(2, 1), 0.01);
    learner.close();
    learner.close();
  }

  private static List<Float> list(float[] values) {
    List<Float> list = new ArrayList<>();
    for (float value : values) {
      list.add(value);
    }
    return list;
  }
}
