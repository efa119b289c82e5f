package dev.espy.application.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.application.Pictures;
import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.RunListeners;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.Label;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.fake.InMemoryCheckpointStore;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.fake.InMemoryModelStore;
import dev.espy.domain.fake.InMemoryPredictions;
import dev.espy.domain.fake.InMemoryReports;
import dev.espy.domain.fake.InMemoryReviewStore;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.ModelDescription;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.CheckpointStorePort;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.Learner;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.recipe.Metric;
import dev.espy.domain.recipe.Preset;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.recipe.Schedule;
import dev.espy.domain.training.Checkpoint;
import dev.espy.domain.training.Epoch;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  /** All that needs a memory: moments, averages, a schedule, a decision, patience, an order. */
  private static final Recipe SETTINGS =
      Preset.TUTORIAL.recipe().toBuilder()
          .network(
              new Architecture(
                  List.of(new Layer.Dense(4, Activation.TANH), new Layer.Dropout(0.2))))
          .schedule(Schedule.ONE_CYCLE)
          .learningRate(0.02)
          .batchSize(16)
          .emaDecay(0.9)
          .labelSmoothing(0.1)
          .augmentation(null)
          .validation(0.5)
          .metric(Metric.LOSS)
          .patience(3)
          .epochs(4)
          .build();

  private final Recorder recorder = new Recorder();
  @TempDir private Path folder;

  /** Stands for the end of a killed program. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A run folder in memory, and a program that is killed when it has done so and so much. */
  private final class Run {

    private final InMemoryModelStore models = new InMemoryModelStore();
    private final InMemoryCheckpointStore checkpoints = new InMemoryCheckpointStore();
    private int deeds = Integer.MAX_VALUE;
    private int steps;

    private void deed() {
      if (deeds-- == 0) {
        throw new Killed();
      }
    }

    Run killedAfter(int number) {
      deeds = number;
      return this;
    }

    TrainResult begin(DataSet data, Recipe settings) {
      return train().run(TrainRequest.of(data, settings, folder), control(() -> false));
    }

    TrainResult goOn(DataSet data, Recipe settings) {
      return goOn(data, settings, () -> false);
    }

    TrainResult goOn(DataSet data, Recipe settings, BooleanSupplier cancelled) {
      return train().run(TrainRequest.of(data, settings, folder).resuming(), control(cancelled));
    }

    Checkpoint checkpoint() {
      return checkpoints.load(folder.resolve(CheckpointStorePort.FILE_NAME)).orElseThrow();
    }

    private Train train() {
      LearnerPort engine =
          new LearnerPort() {
            @Override
            public Learner open(NetworkSpec spec, NetworkState state) {
              return mortal(new ReferenceEngine().open(spec, state));
            }

            @Override
            public String engine() {
              return "mortal";
            }
          };
      ModelStorePort mortalModels =
          new ModelStorePort() {
            @Override
            public void save(Model model, Path file) {
              deed();
              models.save(model, file);
              deed();
            }

            @Override
            public Model load(Path file) {
              return models.load(file);
            }

            @Override
            public ModelDescription describe(Path file) {
              return models.describe(file);
            }
          };
      CheckpointStorePort mortalCheckpoints =
          new CheckpointStorePort() {
            @Override
            public void save(Checkpoint checkpoint, Path file) {
              deed();
              checkpoints.save(checkpoint, file);
              deed();
            }

            @Override
            public Optional<Checkpoint> load(Path file) {
              return checkpoints.load(file);
            }

            @Override
            public void remove(Path file) {
              checkpoints.remove(file);
            }
          };
      return new Train(
          engine,
          new ReferenceEngine(),
          new RunStores(
              mortalModels,
              mortalCheckpoints,
              new InMemoryPredictions(),
              new InMemoryReviewStore(),
              new InMemoryReports()),
          CLOCK);
    }

    private RunControl control(BooleanSupplier cancelled) {
      return new RunControl(listener(), cancelled, () -> 0);
    }

    private RunListener listener() {
      return new RunListeners(
          List.of(
              recorder,
              new RunListener() {
                @Override
                public void epochFinished(Epoch epoch) {
                  deed();
                }
              }));
    }

    private Learner mortal(Learner learner) {
      return new Learner() {
        @Override
        public Step fit(Batch batch, double learningRate) {
          deed();
          steps++;
          return learner.fit(batch, learningRate);
        }

        @Override
        public NetworkState state() {
          return learner.state();
        }

        @Override
        public float[] classify(Batch batch) {
          deed();
          return learner.classify(batch);
        }

        @Override
        public void close() {
          learner.close();
        }
      };
    }
  }

  private static InMemoryDataSet data() {
    return Pictures.halves("train.csv", 100);
  }

  @Test
  void whereverItIsKilledTheModelBecomesTheSame() {
    Run whole = new Run();
    TrainResult expected = whole.begin(data(), SETTINGS);
    assertThat(whole.checkpoint().finished()).isTrue();
    assertThat(whole.checkpoint().decided()).containsKey("augmentation");

    boolean killed = true;
    int moments = 0;
    while (killed) {
      Run run = new Run().killedAfter(moments);
      killed = dies(() -> run.begin(data(), SETTINGS));
      TrainResult result = run.killedAfter(Integer.MAX_VALUE).goOn(data(), SETTINGS);

      assertThat(result.model()).as("killed after %d", moments).isEqualTo(expected.model());
      assertThat(result.epochs()).isEqualTo(expected.epochs());
      assertThat(result.evaluation().orElseThrow())
          .usingRecursiveComparison()
          .isEqualTo(expected.evaluation().orElseThrow());
      assertThat(run.checkpoint()).isEqualTo(whole.checkpoint());
      moments++;
    }
    // 4 epochs of 4 steps, each validated and written.
    assertThat(moments).isGreaterThan(30);
  }

  @Test
  void whateverOftenItIsKilledItGetsThere() {
    Run whole = new Run();
    TrainResult expected = whole.begin(data(), SETTINGS);
    int longestEpoch = 12;

    Run run = new Run().killedAfter(longestEpoch);
    boolean killed = dies(() -> run.begin(data(), SETTINGS));
    int kills = 0;
    while (killed) {
      kills++;
      run.killedAfter(longestEpoch);
      killed = dies(() -> run.goOn(data(), SETTINGS));
    }

    assertThat(kills).isGreaterThan(2);
    assertThat(run.models.load(folder)).isEqualTo(expected.model());
    assertThat(run.checkpoint()).isEqualTo(whole.checkpoint());
  }

  private static boolean dies(Runnable program) {
    try {
      program.run();
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  @Test
  void whereverItIsCancelledTheModelBecomesTheSame() {
    Run whole = new Run();
    TrainResult expected = whole.begin(data(), SETTINGS);
    boolean finished = false;
    for (int questions = 0; !finished; questions++) {
      Run run = new Run();
      int most = questions;
      int[] asked = {0};
      try {
        finished = run.goOn(data(), SETTINGS, () -> ++asked[0] > most).finished();
      } catch (CancellationException e) {
        // while images were read
      }

      assertThat(run.goOn(data(), SETTINGS).model())
          .as("cancelled at question %d", most)
          .isEqualTo(expected.model());
      assertThat(run.checkpoint()).isEqualTo(whole.checkpoint());
    }
  }

  @Test
  void moreEpochsMayBeAskedFor() {
    Recipe constant = SETTINGS.toBuilder().schedule(Schedule.CONSTANT).build();
    Recipe more = constant.toBuilder().epochs(7).build();
    Run whole = new Run();
    TrainResult expected = whole.begin(data(), more);
    Run run = new Run();
    run.begin(data(), constant);

    TrainResult result = run.goOn(data(), more);

    assertThat(result.model()).isEqualTo(expected.model());
    assertThat(result.epochs()).isEqualTo(expected.epochs());
    assertThat(recorder.notes).contains("Going on after epoch 4.").noneMatch(this::isOfSchedule);
  }

  @Test
  void aScheduleThatIsStretchedIsTalkedAbout() {
    Run run = new Run();
    run.begin(data(), SETTINGS);

    TrainResult result = run.goOn(data(), SETTINGS.toBuilder().epochs(6).build());

    assertThat(result.epochs()).hasSize(6);
    assertThat(recorder.notes).anyMatch(this::isOfSchedule);
  }

  private boolean isOfSchedule(String note) {
    return note.contains("one for 6 epochs, not 4");
  }

  @Test
  void whatIsDoneIsOnlyValidatedAgain() {
    Run run = new Run();
    TrainResult done = run.begin(data(), SETTINGS);
    run.steps = 0;
    recorder.evaluations.clear();

    TrainResult again = run.goOn(data(), SETTINGS);

    assertThat(run.steps).isZero();
    assertThat(again).usingRecursiveComparison().isEqualTo(done);
    assertThat(recorder.evaluations).hasSize(1);
    assertThat(recorder.notes).contains("All 4 epochs are done; there is nothing left to learn.");
  }

  @Test
  void whatPatienceEndedStaysEnded() {
    Recipe hopeless = SETTINGS.toBuilder().learningRate(1e-30).epochs(30).build();
    Run run = new Run();
    int epochs = run.begin(data(), hopeless).epochs().size();
    assertThat(epochs).isLessThan(30);
    assertThat(run.checkpoint().finished()).isTrue();
    recorder.notes.clear();

    assertThat(run.goOn(data(), hopeless).epochs()).hasSize(epochs);
    assertThat(recorder.notes)
        .noneMatch(note -> note.startsWith("Going on"))
        .anyMatch(note -> note.contains("patience is 3"));
  }

  @Test
  void aNewTrainingForgetsTheOldOne() {
    Run run = new Run();
    run.begin(data(), SETTINGS);
    Run another = new Run();
    TrainResult expected = another.begin(data(), SETTINGS.toBuilder().seed(5).build());

    TrainResult result = run.begin(data(), SETTINGS.toBuilder().seed(5).build());

    assertThat(result.model()).isEqualTo(expected.model());
    assertThat(dies(() -> run.killedAfter(0).begin(data(), SETTINGS))).isTrue();
    assertThat(run.checkpoints.load(folder.resolve(CheckpointStorePort.FILE_NAME))).isEmpty();
  }

  @Test
  void otherDataAreRefused() {
    Run run = new Run();
    assertThat(dies(() -> run.killedAfter(25).begin(data(), SETTINGS))).isTrue();
    run.killedAfter(Integer.MAX_VALUE);

    refuses(run, Pictures.halves("train.csv", 98));
    InMemoryDataSet otherLabel = Pictures.halves("train.csv", 99);
    otherLabel.add("99.png", new Label("upper"), Pictures.half(false, 99));
    refuses(run, otherLabel);
    InMemoryDataSet otherPixels = Pictures.halves("train.csv", 99);
    otherPixels.add("99.png", new Label("lower"), Pictures.half(false, 1234));
    refuses(run, otherPixels);

    assertThat(run.goOn(Pictures.halves("elsewhere/train.csv", 100), SETTINGS).finished()).isTrue();
  }

  private void refuses(Run run, DataSet other) {
    assertThatThrownBy(() -> run.goOn(other, SETTINGS))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageStartingWith(folder.resolve(CheckpointStorePort.FILE_NAME) + ": ")
        .hasMessageContaining("other images or labels");
  }

  @Test
  void otherSettingsAreRefusedExceptForWhenToStop() {
    Run run = new Run();
    assertThat(dies(() -> run.killedAfter(25).begin(data(), SETTINGS))).isTrue();
    run.killedAfter(Integer.MAX_VALUE);

    Map.of(
            "seed 0, not 1", SETTINGS.toBuilder().seed(1).build(),
            "batch-size 16, not 8", SETTINGS.toBuilder().batchSize(8).build(),
            "ema-decay 0.9, not 0.0", SETTINGS.toBuilder().emaDecay(0).build(),
            "augment auto, not none", SETTINGS.toBuilder().augmentation(Augmentation.NONE).build(),
            "another network", SETTINGS.toBuilder().network(new Architecture(List.of())).build())
        .forEach(
            (difference, other) ->
                assertThatThrownBy(() -> run.goOn(data(), other))
                    .isInstanceOf(BadModelException.class)
                    .hasMessageContaining("this training was begun with " + difference));
    assertThat(run.goOn(data(), SETTINGS.toBuilder().patience(null).build()).finished()).isTrue();
  }

  @Test
  void aModelThatIsMissingIsMissedAtOnce() {
    Run run = new Run();
    run.begin(data(), SETTINGS);
    Run without = new Run();
    without.checkpoints.save(run.checkpoint(), folder.resolve(CheckpointStorePort.FILE_NAME));

    assertThatThrownBy(() -> without.goOn(data(), SETTINGS.toBuilder().epochs(9).build()))
        .isInstanceOf(BadModelException.class);
    assertThat(without.steps).isZero();
  }
}
