package dev.espy.application.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.application.Pictures;
import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.storage.FolderContents;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.Label;
import dev.espy.domain.LearningFailedException;
import dev.espy.domain.fake.InMemoryCheckpointStore;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.fake.InMemoryModelStore;
import dev.espy.domain.fake.InMemoryPredictions;
import dev.espy.domain.fake.InMemoryReports;
import dev.espy.domain.fake.InMemoryReviewStore;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.ModelDescription;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.CheckpointStorePort;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.Learner;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.recipe.Preset;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.review.SuspectedLabel;
import dev.espy.domain.review.Verdict;
import dev.espy.domain.review.Verdicts;
import dev.espy.domain.training.Checkpoint;
import dev.espy.domain.training.Epoch;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldTrainingsTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private static final Recipe SETTINGS =
      Preset.TUTORIAL.recipe().toBuilder()
          .network(new Architecture(List.of()))
          .learningRate(0.02)
          .batchSize(16)
          .epochs(20)
          .build();

  /** Settings of a training in few steps. */
  private static final Recipe SHORT = SETTINGS.toBuilder().epochs(2).build();

  private static final Set<Integer> FLIPPED = Set.of(3, 10, 27, 44, 61, 78);

  @TempDir private Path folder;

  /** Stands for the end of a killed program. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A run folder in memory, and programs that train in it. */
  private final class Run implements RunListener {

    private final InMemoryModelStore models = new InMemoryModelStore();
    private final InMemoryCheckpointStore checkpoints = new InMemoryCheckpointStore();
    private final InMemoryReviewStore reviews = new InMemoryReviewStore();
    final InMemoryReports reports = new InMemoryReports();
    private final InMemoryPredictions predictions = new InMemoryPredictions();
    private final Set<Path> damaged = new HashSet<>();
    private final List<Set<String>> learned = new ArrayList<>();
    private final List<Set<String>> classified = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private LongSupplier nanoTime = () -> 0;
    private int deeds = Integer.MAX_VALUE;
    private int failingTraining;
    private int trainings;
    private int steps;

    /** Counts what a program does; it is killed when it has done enough. */
    private void deed() {
      if (deeds-- == 0) {
        throw new Killed();
      }
    }

    Run killedAfter(int number) {
      deeds = number;
      return this;
    }

    TrainResult train(TrainRequest request) {
      return train(request, () -> false);
    }

    TrainResult train(TrainRequest request, BooleanSupplier cancelled) {
      return new Train(
              learners(),
              classifiers(),
              new RunStores(mortalModels(), mortalCheckpoints(), predictions, reviews, reports),
              CLOCK)
          .run(request, new RunControl(this, cancelled, nanoTime));
    }

    List<SuspectedLabel> suspects() {
      return Objects.requireNonNull(reviews.suspects(folder.resolve(FolderContents.SUSPECTS)));
    }

    List<String> suspectedImages() {
      return suspects().stream().map(suspect -> suspect.sample().id()).toList();
    }

    Model ofFold(int fold) {
      return models.load(place(fold).resolve(ModelStorePort.FILE_NAME));
    }

    private LearnerPort learners() {
      return new LearnerPort() {
        @Override
        public Learner open(NetworkSpec spec, NetworkState state) {
          trainings++;
          learned.add(new HashSet<>());
          return learner(new ReferenceEngine().open(spec, state), trainings);
        }

        @Override
        public String engine() {
          return "recording";
        }
      };
    }

    private Learner learner(Learner learner, int training) {
      return new Learner() {
        @Override
        public Step fit(Batch batch, double learningRate) {
          deed();
          steps++;
          learned.get(training - 1).addAll(images(batch));
          return training == failingTraining
              ? new Step(Double.NaN, 0)
              : learner.fit(batch, learningRate);
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
      };
    }

    private ClassifierPort classifiers() {
      return new ClassifierPort() {
        @Override
        public Classifier open(Model model) {
          return classifier(model);
        }

        @Override
        public String engine() {
          return "recording";
        }
      };
    }

    private Classifier classifier(Model model) {
      Classifier classifier = new ReferenceEngine().open(model);
      Set<String> seen = new HashSet<>();
      classified.add(seen);
      return new Classifier() {
        @Override
        public float[] classify(Batch batch) {
          deed();
          seen.addAll(images(batch));
          return classifier.classify(batch);
        }

        @Override
        public void close() {
          classifier.close();
        }
      };
    }

    private ModelStorePort mortalModels() {
      return new ModelStorePort() {
        @Override
        public void save(Model model, Path file) {
          deed();
          damaged.remove(file);
          models.save(model, file);
          deed();
        }

        @Override
        public Model load(Path file) {
          if (damaged.contains(file)) {
            throw new BadModelException(file + ": damaged");
          }
          return models.load(file);
        }

        @Override
        public ModelDescription describe(Path file) {
          return models.describe(file);
        }
      };
    }

    private CheckpointStorePort mortalCheckpoints() {
      return new CheckpointStorePort() {
        @Override
        public void save(Checkpoint checkpoint, Path file) {
          deed();
          damaged.remove(file);
          checkpoints.save(checkpoint, file);
          deed();
        }

        @Override
        public Optional<Checkpoint> load(Path file) {
          if (damaged.contains(file)) {
            throw new BadModelException(file + ": damaged");
          }
          return checkpoints.load(file);
        }

        @Override
        public void remove(Path file) {
          damaged.remove(file);
          checkpoints.remove(file);
        }
      };
    }

    @Override
    public void foldStarted(int fold, int folds) {
      events.add("fold %d of %d".formatted(fold, folds));
    }

    @Override
    public void foldFinished() {
      events.add("end");
    }

    @Override
    public void epochFinished(Epoch epoch) {
      events.add("epoch " + epoch.number());
    }

    @Override
    public void note(String message) {
      notes.add(message);
    }
  }

  private static Set<String> images(Batch batch) {
    Set<String> images = new HashSet<>();
    int size = Pictures.SHAPE.size();
    for (int i = 0; i < batch.size(); i++) {
      images.add(Arrays.toString(Arrays.copyOfRange(batch.pixels(), i * size, (i + 1) * size)));
    }
    return images;
  }

  private Path place(int fold) {
    return FolderContents.fold(folder, fold);
  }

  /** Returns images of which some have the label of the other half. */
  private static InMemoryDataSet flipped(int count) {
    InMemoryDataSet data = new InMemoryDataSet("train.csv");
    for (int i = 0; i < count; i++) {
      boolean upper = i % 2 == 0;
      boolean right = !FLIPPED.contains(i);
      data.add(i + ".png", new Label(upper == right ? "upper" : "lower"), Pictures.half(upper, i));
    }
    return data;
  }

  private TrainRequest request(Recipe recipe, int folds) {
    return TrainRequest.of(flipped(100), recipe, folder).withFolds(folds);
  }

  @Test
  void wrongLabelsAreFoundAmongAllImages() {
    Run run = new Run();

    TrainResult result = run.train(request(SETTINGS, 3));

    assertThat(run.suspectedImages())
        .containsExactlyInAnyOrder("3.png", "10.png", "27.png", "44.png", "61.png", "78.png");
    assertThat(Objects.requireNonNull(result.suspects()).labels()).isEqualTo(6);
    assertThat(result.finished()).isTrue();
    assertThat(run.suspects())
        .allSatisfy(
            suspect -> {
              assertThat(suspect.suggested()).isNotEqualTo(suspect.given());
              assertThat(suspect.suggestedProbability()).isGreaterThan(suspect.givenProbability());
            })
        .isSortedAccordingTo(
            (one, other) ->
                Double.compare(
                    one.givenProbability() - one.suggestedProbability(),
                    other.givenProbability() - other.suggestedProbability()));
    assertThat(run.notes).contains("3 more trainings judge the labels of 80 images to learn from.");
  }

  @Test
  void withoutFoldsOnlyValidationImagesAreSuspected() {
    Run run = new Run();

    TrainResult result = run.train(request(SETTINGS.toBuilder().validation(0.5).build(), 0));

    Set<String> validated = new HashSet<>();
    Objects.requireNonNull(run.predictions.kept(folder.resolve(Train.VALIDATION_PREDICTIONS)))
        .rows()
        .forEach(row -> validated.add(row.sample().id()));
    assertThat(run.suspectedImages()).isNotEmpty().isSubsetOf(validated);
    assertThat(Objects.requireNonNull(result.suspects()).labels()).isEqualTo(run.suspects().size());
    assertThat(run.events).hasSize(20).noneMatch(event -> event.startsWith("fold"));
  }

  @Test
  void withoutValidationImagesTheFoldsJudgeAllImages() {
    Run run = new Run();

    TrainResult result =
        run.train(
            TrainRequest.of(flipped(100), SETTINGS.toBuilder().validation(0).build(), folder)
                .withFolds(2));

    assertThat(Objects.requireNonNull(result.suspects()).labels()).isEqualTo(6);
    assertThat(new Run().train(request(SETTINGS.toBuilder().validation(0).build(), 0)).suspects())
        .isNull();
  }

  @Test
  void aLabelThatAPersonKeptIsNotSuspected() {
    Verdicts verdicts = new Verdicts("verdicts.csv");
    verdicts.add(new Verdict("10.png", new Label("lower"), Verdict.Decision.KEEP, null, 2));
    Run run = new Run();

    TrainResult result =
        run.train(
            new TrainRequest(flipped(100), null, SETTINGS, folder, Map.of(), verdicts, 2, false));

    assertThat(run.suspectedImages()).hasSize(5).doesNotContain("10.png");
    assertThat(Objects.requireNonNull(result.suspects()).labels()).isEqualTo(5);
  }

  @Test
  void noImageIsLearnedByTheModelThatJudgesIt() {
    Run run = new Run();

    run.train(request(SHORT, 4));

    assertThat(run.learned).hasSize(5);
    assertThat(run.classified).as("one to validate, and one for each fold").hasSize(5);
    Set<String> judged = new HashSet<>();
    for (int fold = 1; fold <= 4; fold++) {
      assertThat(run.classified.get(fold))
          .hasSize(20)
          .doesNotContainAnyElementsOf(run.learned.get(fold));
      assertThat(run.learned.get(fold)).hasSize(60);
      judged.addAll(run.classified.get(fold));
    }
    assertThat(judged).isEqualTo(run.learned.get(0));
  }

  @Test
  void theModelIsThatOfTheRunWithoutFolds() {
    Run run = new Run();

    TrainResult result = run.train(request(SHORT, 2));

    assertThat(result.model()).isEqualTo(new Run().train(request(SHORT, 0)).model());
    assertThat(result.epochs()).hasSize(2);
    assertThat(run.events)
        .containsExactly(
            "epoch 1",
            "epoch 2",
            "fold 1 of 2",
            "epoch 1",
            "epoch 2",
            "end",
            "fold 2 of 2",
            "epoch 1",
            "epoch 2",
            "end");
  }

  @Test
  void whereverItIsCancelledTheSuspectsBecomeTheSame() {
    Run whole = new Run();
    whole.train(request(SHORT, 2));
    boolean finished = false;
    int moments = 0;
    for (; !finished; moments++) {
      Run run = new Run();
      int most = moments;
      int[] asked = {0};
      try {
        TrainResult result = run.train(request(SHORT, 2), () -> ++asked[0] > most);
        finished = result.finished();
      } catch (CancellationException e) {
        // while images were read
      }

      run.train(request(SHORT, 2).resuming());

      assertThat(run.suspects()).as("cancelled at question %d", most).isEqualTo(whole.suspects());
      assertThat(run.models.load(folder)).isEqualTo(whole.models.load(folder));
      assertThat(run.ofFold(2)).isEqualTo(whole.ofFold(2));
    }
    assertThat(moments).isGreaterThan(20);
  }

  @Test
  void whereverItIsKilledTheSuspectsBecomeTheSame() {
    Run whole = new Run();
    whole.train(request(SHORT, 2));
    boolean killed = true;
    int moments = 0;
    for (; killed; moments++) {
      Run run = new Run().killedAfter(moments);
      killed = dies(() -> run.train(request(SHORT, 2)));

      run.killedAfter(Integer.MAX_VALUE).train(request(SHORT, 2).resuming());

      assertThat(run.suspects()).as("killed after %d", moments).isEqualTo(whole.suspects());
      assertThat(run.models.load(folder)).isEqualTo(whole.models.load(folder));
      assertThat(run.ofFold(1)).isEqualTo(whole.ofFold(1));
    }
    assertThat(moments).isGreaterThan(30);
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
  void aCancelledTrainingDoesNotSpeakOfFolds() {
    Run run = new Run();

    TrainResult result = run.train(request(SHORT, 2), () -> run.events.contains("epoch 1"));

    assertThat(result.finished()).isFalse();
    assertThat(run.events).containsExactly("epoch 1");
    assertThat(run.notes).noneMatch(note -> note.contains("more trainings"));
  }

  @Test
  void foldsMayBeAddedToAFinishedRunAndTheirNumberChanged() {
    Run whole = new Run();
    whole.train(request(SETTINGS, 2));
    Run run = new Run();
    Model model = run.train(request(SETTINGS, 0)).model();
    run.steps = 0;

    run.train(request(SETTINGS, 2).resuming());

    assertThat(run.steps).as("of two trainings on 40 images").isEqualTo(2 * 20 * 3);
    assertThat(run.suspects()).isEqualTo(whole.suspects());
    assertThat(run.models.load(folder)).isEqualTo(model);

    Run three = new Run();
    three.train(request(SETTINGS, 3));
    run.train(request(SETTINGS, 3).resuming());
    assertThat(run.suspects()).isEqualTo(three.suspects());

    run.steps = 0;
    run.train(request(SETTINGS, 3).resuming());
    assertThat(run.steps).isZero();
    assertThat(run.suspects()).isEqualTo(three.suspects());
  }

  @Test
  void moreEpochsAreForTheFoldsAsWell() {
    Run whole = new Run();
    whole.train(request(SETTINGS, 2));
    Run run = new Run();
    run.train(request(SHORT, 2));

    run.train(request(SETTINGS, 2).resuming());

    assertThat(run.suspects()).isEqualTo(whole.suspects());
    assertThat(run.ofFold(1).tensors()).isEqualTo(whole.ofFold(1).tensors());
  }

  @Test
  void aDamagedFileOfAFoldMakesThatFoldBeginAnew() {
    Run whole = new Run();
    whole.train(request(SHORT, 2));
    int stepsOfAFold = 2 * 3;
    for (String name : List.of(ModelStorePort.FILE_NAME, CheckpointStorePort.FILE_NAME)) {
      Run run = new Run();
      run.train(request(SHORT, 2));
      run.damaged.add(place(2).resolve(name));
      run.steps = 0;

      run.train(request(SHORT, 2).resuming());

      assertThat(run.steps).as(name).isEqualTo(stepsOfAFold);
      assertThat(run.suspects()).isEqualTo(whole.suspects());
      assertThat(run.damaged).isEmpty();
    }
  }

  @Test
  void aFoldThatBeginsAnewAndIsKilledDoesNotGoOnFromItsOldCheckpoint() {
    Run whole = new Run();
    whole.train(request(SETTINGS, 2));
    Run run = new Run();
    run.train(request(SETTINGS, 2));
    run.damaged.add(place(1).resolve(ModelStorePort.FILE_NAME));
    // The classification to validate, three steps, and the model of the first epoch.
    assertThat(dies(() -> run.killedAfter(5).train(request(SETTINGS, 2).resuming()))).isTrue();
    assertThat(run.ofFold(1).provenance().epoch()).isEqualTo(1);

    run.killedAfter(Integer.MAX_VALUE).train(request(SETTINGS, 2).resuming());

    assertThat(run.ofFold(1)).isEqualTo(whole.ofFold(1));
    assertThat(run.suspects()).isEqualTo(whole.suspects());
  }

  @Test
  void aNewTrainingTakesNothingOfTheFoldsBefore() {
    Run fresh = new Run();
    fresh.train(request(SHORT, 2));
    Run run = new Run();
    run.train(request(SETTINGS, 2));

    run.train(request(SHORT, 0));
    run.train(request(SHORT, 2).resuming());

    assertThat(run.ofFold(1)).isEqualTo(fresh.ofFold(1));
    assertThat(run.suspects()).isEqualTo(fresh.suspects());
  }

  @Test
  void tooFewImagesAreRefusedBeforeAnythingIsLearned() {
    Run run = new Run();

    assertThatThrownBy(() -> run.train(TrainRequest.of(flipped(10), SHORT, folder).withFolds(9)))
        .isInstanceOf(BadDataSetException.class)
        .hasMessage("9 folds take at least 9 different images to learn from, but there are 8");

    assertThat(run.steps).isZero();
    assertThat(folder).isEmptyDirectory();
    run.train(TrainRequest.of(flipped(10), SHORT, folder));
    Model model = run.models.load(folder);
    assertThatThrownBy(
            () -> run.train(TrainRequest.of(flipped(10), SHORT, folder).withFolds(9).resuming()))
        .isInstanceOf(BadDataSetException.class);
    assertThat(run.models.load(folder)).isEqualTo(model);
  }

  @Test
  void aLabelWithASingleImageIsLeftOutAndCounted() {
    InMemoryDataSet data = flipped(100);
    data.add("alone.png", new Label("alone"), Pictures.half(true, 999));
    Run run = new Run();

    run.train(TrainRequest.of(data, SETTINGS, folder).withFolds(3));

    assertThat(run.notes)
        .contains(
            "3 more trainings judge the labels of 80 images to learn from, but not of 1 whose label has no other image.");
    assertThat(run.suspectedImages()).doesNotContain("alone.png");
  }

  @Test
  void aFoldWithNothingToJudgeIsNotTrained() {
    InMemoryDataSet data = new InMemoryDataSet("train.csv");
    for (int i = 0; i < 4; i++) {
      data.add(i + ".png", new Label(i < 2 ? "two" : "one " + i), Pictures.half(i < 2, i));
    }
    Run run = new Run();

    run.train(TrainRequest.of(data, SHORT.toBuilder().validation(0).build(), folder).withFolds(4));

    assertThat(run.trainings).as("the run and two folds").isEqualTo(3);
  }

  @Test
  void aFailureInAFoldNamesIt() {
    Run run = new Run();
    run.failingTraining = 3;

    assertThatThrownBy(() -> run.train(request(SHORT, 2)))
        .isInstanceOf(LearningFailedException.class)
        .hasMessageStartingWith("fold 2 of 2: learning failed in epoch 1: ");
    assertThat(run.models.load(folder).calibration()).isNotNull();
  }

  @Test
  void theTimeLimitCoversTheFolds() {
    AtomicLong looks = new AtomicLong();
    Run run = new Run();
    // Each look at the clock is a tenth of a second later; reading takes none.
    run.nanoTime = () -> looks.incrementAndGet() * 100_000_000L;

    TrainResult result =
        run.train(
            request(
                SETTINGS.toBuilder().epochs(10_000).timeLimit(Duration.ofSeconds(90)).build(), 3));

    assertThat(looks.get()).isBetween(700L, 900L);
    assertThat(result.finished()).isTrue();
    long ofTheRun = result.epochs().size();
    long ofAFold = run.events.lastIndexOf("end") - run.events.lastIndexOf("fold 3 of 3") - 1;
    assertThat(ofAFold).isBetween(ofTheRun / 2, ofTheRun * 3 / 2);
  }

  @Test
  void thePartsOfTheTimeLimitMakeTheWhole() {
    Recipe limited = SETTINGS.toBuilder().timeLimit(Duration.ofMinutes(20)).build();

    assertThat(FoldTrainings.ordinary(limited, 0)).isEqualTo(limited);
    for (int folds : new int[] {2, 3, 5, 100}) {
      Duration ordinary =
          Objects.requireNonNull(FoldTrainings.ordinary(limited, folds).stopping().timeLimit());
      Duration ofAFold =
          Objects.requireNonNull(FoldTrainings.ofAFold(limited, folds).stopping().timeLimit());
      assertThat(ordinary.plus(ofAFold.multipliedBy(folds)))
          .isCloseTo(Duration.ofMinutes(20), Duration.ofMillis(1));
    }
    assertThat(FoldTrainings.ordinary(SETTINGS, 3)).isEqualTo(SETTINGS);
  }
}
