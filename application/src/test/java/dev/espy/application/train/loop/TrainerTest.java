package dev.espy.application.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espy.application.Pictures;
import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.application.train.data.TrainingData;
import dev.espy.domain.Batch;
import dev.espy.domain.Label;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Learner;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.recipe.Metric;
import dev.espy.domain.recipe.OptimizerName;
import dev.espy.domain.recipe.Preset;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.recipe.Schedule;
import dev.espy.domain.recipe.TrainingLength;
import dev.espy.domain.training.Epoch;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

  private static final Recipe SETTINGS =
      Preset.TUTORIAL.recipe().toBuilder()
          .network(new Architecture(List.of()))
          .learningRate(0.05)
          .batchSize(16)
          .epochs(6)
          .build();

  private final Recorder recorder = new Recorder();
  private final List<Double> rates = new ArrayList<>();
  private final List<Float> targetSums = new ArrayList<>();
  private final List<Float> targetPeaks = new ArrayList<>();
  private final List<Model> better = new ArrayList<>();
  private final List<TrainingState> completed = new ArrayList<>();
  private long now;
  @TempDir private Path folder;

  /** Learns, from a start or from the beginning, on a clock on which a step takes a second. */
  private List<Epoch> learn(
      InMemoryDataSet images, Recipe settings, UnaryOperator<TrainingState> start) {
    RunControl control = new RunControl(recorder, () -> false, () -> now);
    TrainingData data = TrainingData.read(images, null, settings, folder, control);
    ModelFactory models =
        new ModelFactory(
            data,
            images.name(),
            data.spec(settings),
            new WatchedEngine(),
            Map.of(),
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
    return new Trainer(new WatchedEngine(), new ReferenceEngine(), settings, data, models, control)
        .run(
            start.apply(TrainingState.initial(settings, data)),
            0,
            new EpochSink() {
              @Override
              public void improved(Model model) {
                better.add(model);
              }

              @Override
              public void epochEnded(TrainingState state) {
                completed.add(state);
              }
            });
  }

  private List<Epoch> learn(Recipe settings) {
    return learn(Pictures.halves("train", 60), settings, start -> start);
  }

  private final class WatchedEngine implements LearnerPort {

    @Override
    public Learner open(NetworkSpec spec, NetworkState state) {
      return new Watched(new ReferenceEngine().open(spec, state));
    }

    @Override
    public String engine() {
      return "test";
    }
  }

  private final class Watched implements Learner {

    private final Learner learner;

    Watched(Learner learner) {
      this.learner = learner;
    }

    @Override
    public Step fit(Batch batch, double learningRate) {
      rates.add(learningRate);
      int labels = batch.targets().length / batch.size();
      for (int i = 0; i < batch.size(); i++) {
        float sum = 0;
        float peak = 0;
        for (int label = 0; label < labels; label++) {
          sum += batch.targets()[i * labels + label];
          peak = Math.max(peak, batch.targets()[i * labels + label]);
        }
        targetSums.add(sum);
        targetPeaks.add(peak);
      }
      now += 1_000_000_000L;
      return learner.fit(batch, learningRate);
    }

    @Override
    public NetworkState state() {
      return learner.state();
    }

    @Override
    public float[] classify(Batch batch) {
      return learner.classify(batch);
    }

    @Override
    public void close() {
      learner.close();
    }
  }

  @Test
  void theLearningRateFollowsTheScheduleBatchByBatch() {
    learn(SETTINGS.toBuilder().schedule(Schedule.ONE_CYCLE).build());
    // 48 images in batches of 16, 6 times.
    assertThat(rates).hasSize(18);
    for (int step = 0; step < 18; step++) {
      assertThat(rates.get(step))
          .isCloseTo(0.05 * Schedule.ONE_CYCLE.factor(step / 18.0), within(1e-12));
    }
    assertThat(recorder.epochs.get(0).learningRate()).isEqualTo(rates.get(2));
    assertThat(recorder.plans).containsExactly(6);
  }

  @Test
  void smoothingReachesTheTargets() {
    learn(SETTINGS.toBuilder().labelSmoothing(0.2).build());
    assertThat(targetPeaks).allSatisfy(peak -> assertThat(peak).isCloseTo(0.9f, within(1e-6f)));
  }

  @Test
  void imagesOfRareLabelsCountMoreIfThatIsWanted() {
    InMemoryDataSet images = new InMemoryDataSet("uneven");
    for (int i = 0; i < 60; i++) {
      images.add(i + ".png", new Label(i < 45 ? "upper" : "lower"), Pictures.half(i < 45, i));
    }
    learn(images, SETTINGS, start -> start);
    assertThat(targetSums).allSatisfy(sum -> assertThat(sum).isEqualTo(1));
    targetSums.clear();
    learn(images, SETTINGS.toBuilder().classWeights(true).build(), start -> start);
    assertThat(targetSums).contains(2f);
    assertThat(targetSums.stream().mapToDouble(sum -> sum).average().orElseThrow())
        .isCloseTo(1, within(1e-6));
  }

  @Test
  void theAverageIsKeptWhereItIsBetterAndTheModelSaysSo() {
    // Some labels are wrong, and the rate is so large that each batch throws the weights about.
    InMemoryDataSet images = new InMemoryDataSet("doubtful");
    for (int i = 0; i < 80; i++) {
      boolean upper = i % 2 == 0;
      boolean wrong = i % 7 < 2;
      images.add(
          i + ".png", new Label(upper == wrong ? "lower" : "upper"), Pictures.half(upper, i));
    }
    Recipe settings =
        SETTINGS.toBuilder()
            .optimizer(OptimizerName.ADAM)
            .learningRate(0.5)
            .metric(Metric.LOSS)
            .emaDecay(0.95)
            .epochs(12)
            .build();
    List<Epoch> epochs = learn(images, settings, start -> start);
    assertThat(epochs).anyMatch(Epoch::averaged).anyMatch(epoch -> !epoch.averaged());
    for (Model model : better) {
      TrainingState progress = completed.get(model.provenance().epoch() - 1);
      boolean averaged = progress.epochs().get(model.provenance().epoch() - 1).averaged();
      assertThat(model.tensors())
          .isEqualTo(averaged ? progress.averages() : progress.state().tensors());
      assertThat(model.provenance().settings())
          .containsEntry("weights kept", averaged ? "average" : "last");
    }
  }

  @Test
  void withoutValidationImagesTheAverageIsKept() {
    learn(SETTINGS.toBuilder().validation(0).emaDecay(0.9).build());
    assertThat(better).hasSize(6);
    assertThat(better.get(5).tensors()).isEqualTo(completed.get(5).averages());
  }

  @Test
  void theMetricNamesTheBestEpoch() {
    for (Metric metric : Metric.values()) {
      List<Epoch> epochs = learn(SETTINGS.toBuilder().metric(metric).learningRate(0.4).build());
      Epoch best = epochs.stream().filter(Epoch::best).reduce((a, b) -> b).orElseThrow();
      assertThat(epochs)
          .noneMatch(
              epoch ->
                  metric.better(
                      Objects.requireNonNull(epoch.validation()),
                      Objects.requireNonNull(best.validation())));
    }
  }

  @Test
  void withATimeLimitTheScheduleEndsWithIt() {
    // An epoch of three steps takes three seconds.
    List<Epoch> epochs =
        learn(
            SETTINGS.toBuilder()
                .epochs(1000)
                .schedule(Schedule.ONE_CYCLE)
                .timeLimit(Duration.ofSeconds(100))
                .build());
    assertThat(epochs.size()).isBetween(28, 33);
    assertThat(now).isLessThan(Duration.ofSeconds(100).toNanos());
    double last = rates.get(rates.size() - 1);
    assertThat(last).isLessThan(0.01 * 0.05);
    assertThat(rates.stream().mapToDouble(rate -> rate).max().orElseThrow())
        .isCloseTo(0.05, within(0.002));
    assertThat(recorder.plans).startsWith(1000).endsWith(epochs.size());
    assertThat(better.get(better.size() - 1).provenance().settings())
        .containsEntry("steps planned", Integer.toString(3 * epochs.size()));
  }

  @Test
  void aLengthInStepsIsOneOfWholeEpochs() {
    List<Epoch> epochs = learn(SETTINGS.toBuilder().length(TrainingLength.steps(19)).build());
    assertThat(epochs).hasSize(7);
  }

  @Test
  void aTimeLimitIsUsedEvenWhereALengthInStepsIsShorter() {
    List<Epoch> epochs =
        learn(
            SETTINGS.toBuilder()
                .length(TrainingLength.steps(19))
                .timeLimit(Duration.ofSeconds(100))
                .build());
    assertThat(epochs.size()).isBetween(28, 33);
  }

  @Test
  void whatAnEpochHandsOutIsAllThatTheNextOnesNeed() {
    Recipe settings =
        SETTINGS.toBuilder()
            .schedule(Schedule.COSINE)
            .augmentation(Augmentation.parse("shift=1,erase,mixup"))
            .emaDecay(0.99)
            .labelSmoothing(0.1)
            .classWeights(true)
            .build();
    learn(settings);
    List<TrainingState> whole = List.copyOf(completed);
    List<Model> models = List.copyOf(better);
    for (int epoch = 1; epoch < 6; epoch++) {
      completed.clear();
      better.clear();
      TrainingState from = whole.get(epoch - 1);
      learn(Pictures.halves("train", 60), settings, start -> from);
      assertThat(completed).isEqualTo(whole.subList(epoch, 6));
      int after = epoch;
      assertThat(better)
          .isEqualTo(models.stream().filter(model -> model.provenance().epoch() > after).toList());
    }
  }

  @Test
  void whatWasDecidedFromTheDataIsHandedOn() {
    Recipe auto = SETTINGS.toBuilder().augmentation(null).validation(0.5).epochs(6).build();
    learn(Pictures.halves("train", 100), auto, start -> start);
    // Halves are the same in a mirror.
    assertThat(completed.get(0).augmentation()).hasToString("shift=0.04,flip=0.5");
    assertThat(recorder.notes).anyMatch(note -> note.startsWith("Images are mirrored"));
    assertThat(better.get(better.size() - 1).provenance().settings())
        .containsKey("augmentation of the epoch");

    recorder.notes.clear();
    TrainingState first = completed.get(0);
    assertThat(recorder.starts).containsExactly(0);
    learn(Pictures.halves("train", 100), auto, start -> first);
    assertThat(recorder.starts).containsExactly(0, 1);
    assertThat(recorder.notes).noneMatch(note -> note.contains("mirrored"));
    assertThat(completed.get(completed.size() - 1).augmentation()).isEqualTo(first.augmentation());
  }
}
