package dev.espy.application.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espy.application.Pictures;
import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.application.storage.FolderContents;
import dev.espy.application.storage.OwnedFolder;
import dev.espy.application.train.RunStores;
import dev.espy.application.train.Train;
import dev.espy.application.train.TrainRequest;
import dev.espy.application.tune.TuneRequest.Budget;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.LearningFailedException;
import dev.espy.domain.StorageException;
import dev.espy.domain.evaluation.Scores;
import dev.espy.domain.fake.InMemoryCheckpointStore;
import dev.espy.domain.fake.InMemoryModelStore;
import dev.espy.domain.fake.InMemoryPredictions;
import dev.espy.domain.fake.InMemoryReports;
import dev.espy.domain.fake.InMemoryReviewStore;
import dev.espy.domain.fake.InMemorySearchStore;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Activation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.Learner;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.SearchStorePort;
import dev.espy.domain.recipe.Metric;
import dev.espy.domain.recipe.OptimizerName;
import dev.espy.domain.recipe.Preset;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.recipe.TrainingLength;
import dev.espy.domain.training.Rung;
import dev.espy.domain.training.Search;
import dev.espy.domain.training.Trial;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneTest {

  private static final Recipe BASE =
      Preset.TUTORIAL.recipe().toBuilder()
          .network(new Architecture(List.of(new Layer.Dense(4, Activation.TANH))))
          .optimizer(OptimizerName.ADAMW)
          .weightDecay(0.01)
          .learningRate(0.02)
          .batchSize(16)
          .emaDecay(0.9)
          .metric(Metric.LOSS)
          .epochs(3)
          .build();

  private static final Budget SIX = Budget.of(6);

  @TempDir private Path folder;
  private final Recorder recorder = new Recorder();
  private final InMemorySearchStore searches = new InMemorySearchStore();

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Learns as the reference does, in a time of its own; is killed after so and so many deeds; fails
   * where it is told to.
   */
  private final class Program implements LearnerPort, SearchStorePort {

    private int deeds = Integer.MAX_VALUE;
    private DoublePredicate failing = rate -> false;
    private double stepSeconds;
    private double now;
    private int networks;

    private void deed() {
      if (deeds-- == 0) {
        throw new Killed();
      }
    }

    TuneResult run(DataSet data, Recipe base, Budget budget, BooleanSupplier cancelled) {
      return new Tune(this, new ReferenceEngine(), this)
          .run(
              new TuneRequest(data, null, base, budget, folder),
              new RunControl(recorder, cancelled, () -> (long) (now * 1e9)));
    }

    TuneResult run(Budget budget) {
      return run(BASE, budget);
    }

    TuneResult run(Recipe base, Budget budget) {
      return run(data(), base, budget, () -> false);
    }

    @Override
    public Learner open(NetworkSpec spec, NetworkState state) {
      networks++;
      Learner learner = new ReferenceEngine().open(spec, state);
      return new Learner() {
        @Override
        public Step fit(Batch batch, double learningRate) {
          deed();
          now += stepSeconds;
          return failing.test(learningRate)
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

    @Override
    public String engine() {
      return "mortal";
    }

    @Override
    public void save(Search search, Path file) {
      deed();
      searches.save(search, file);
      deed();
    }

    @Override
    public Optional<Search> load(Path file) {
      return searches.load(file);
    }
  }

  private static DataSet data() {
    return Pictures.halves("train.csv", 60);
  }

  private Search kept() {
    return searches.load(folder.resolve(SearchStorePort.FILE_NAME)).orElseThrow();
  }

  private void forget() {
    // An empty folder is another folder.
    folder = folder.resolve("next");
    recorder.trials.clear();
    recorder.notes.clear();
  }

  private static double loss(Trial trial) {
    return trial.scored().map(Scores::loss).orElseThrow();
  }

  @Test
  void aFolderInUseIsRefused() {
    try (OwnedFolder held = OwnedFolder.open(folder, FolderContents.SEARCH)) {
      assertThatThrownBy(() -> new Program().run(SIX))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining(held.path() + ": another espy is writing into this folder");
    }
  }

  @Test
  void theBestOfEachRungGoOnToTheNext() {
    TuneResult result = new Program().run(SIX);

    assertThat(result.finished()).isTrue();
    assertThat(result.search().plan()).containsExactly(new Rung(6, 1), new Rung(2, 3));
    List<Trial> first = result.search().rung(1);
    assertThat(first).extracting(Trial::number).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(first).extracting(Trial::epochs).containsOnly(1);
    List<Integer> best =
        first.stream()
            .sorted((a, b) -> Double.compare(loss(a), loss(b)))
            .limit(2)
            .map(Trial::number)
            .toList();
    List<Trial> second = result.search().rung(2);
    assertThat(second).extracting(Trial::number).containsExactlyElementsOf(best);
    assertThat(second).extracting(Trial::epochs).containsOnly(3);
    assertThat(result.ranking()).hasSize(6);
    assertThat(loss(result.ranking().get(0))).isLessThan(loss(result.ranking().get(1)));
    assertThat(loss(result.ranking().get(2))).isLessThan(loss(result.ranking().get(5)));
    assertThat(result.best().number()).isEqualTo(result.ranking().get(0).number());
    assertThat(result.best().recipe())
        .isEqualTo(new SearchSpace(BASE).draw(result.best().number()).recipe());
  }

  @Test
  void theLongestTrialsAreAsLongAsTheTrainingWillBe() {
    Recipe inSteps = BASE.toBuilder().length(TrainingLength.steps(30)).build();

    TuneResult result = new Program().run(inSteps, Budget.of(2));

    // 48 of 60 images in batches of 16 are 3 steps an epoch.
    assertThat(result.search().plan()).containsExactly(new Rung(2, 10));
    assertThat(result.best().recipe().stopping().length()).isEqualTo(TrainingLength.steps(30));
  }

  @Test
  void imagesAreReadOnceAndNothingButTheSearchIsKept() {
    new Program().run(SIX);

    assertThat(recorder.readings).hasSize(60);
    assertThat(recorder.trials).isEqualTo(kept().trials());
    assertThat(recorder.notes)
        .contains("Planned trainings: 6 of 1 epoch, then the best 2 of 3 epochs.");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aTrialIsTheTrainingThatTheSettingsMake() {
    TuneResult result = new Program().run(SIX);
    Trial trial = result.search().rung(2).get(0);
    Candidate candidate = new SearchSpace(BASE).draw(trial.number());

    var trained =
        new Train(
                new ReferenceEngine(),
                new ReferenceEngine(),
                new RunStores(
                    new InMemoryModelStore(),
                    new InMemoryCheckpointStore(),
                    new InMemoryPredictions(),
                    new InMemoryReviewStore(),
                    new InMemoryReports()),
                Clock.systemUTC())
            .run(
                TrainRequest.of(data(), candidate.recipe().toBuilder().epochs(3).build(), folder),
                RunControl.of(recorder));

    assertThat(trained.best().orElseThrow().validation()).isEqualTo(trial.scores());
  }

  @Test
  void wheneverItIsKilledTheOutcomeIsThatOfASearchNeverStopped() {
    TuneResult expected = new Program().run(SIX);
    boolean killed = true;
    int moments = 0;
    while (killed) {
      forget();
      Program program = new Program();
      program.deeds = moments;
      killed = dies(() -> program.run(SIX));
      int done = recorder.trials.size();
      program.deeds = Integer.MAX_VALUE;
      program.networks = 0;

      TuneResult result = program.run(SIX);

      assertThat(result).as("killed after %d", moments).isEqualTo(expected);
      assertThat(kept()).isEqualTo(expected.search());
      assertThat(program.networks).isLessThanOrEqualTo(8 - done);
      moments += 1 + moments / 5;
    }
    assertThat(moments).isGreaterThan(40);
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
  void wheneverItIsCancelledWhatWasDoneCountsAndItCanGoOn() {
    TuneResult expected = new Program().run(SIX);
    boolean finished = false;
    for (int most = 0; !finished; most += 1 + most / 5) {
      forget();
      int questions = most;
      int[] asked = {0};
      try {
        TuneResult result = new Program().run(data(), BASE, SIX, () -> ++asked[0] > questions);
        finished = result.finished();
        assertThat(result.search()).isEqualTo(kept());
        assertThat(result.best().number()).isEqualTo(result.ranking().get(0).number());
      } catch (CancellationException e) {
        assertThat(recorder.trials).isEmpty();
      }

      assertThat(new Program().run(SIX)).isEqualTo(expected);
    }
  }

  @Test
  void aSearchThatIsDoneIsOnlyReported() {
    TuneResult expected = new Program().run(SIX);
    Program again = new Program();

    assertThat(again.run(SIX)).isEqualTo(expected);
    assertThat(again.networks).isZero();
    assertThat(recorder.notes).contains("Going on after 8 of 8 trainings.");
  }

  @Test
  void settingsThatLearningFailsWithAreTheWorst() {
    Program program = new Program();
    program.failing = rate -> rate >= 0.02;

    TuneResult result = program.run(SIX);

    assertThat(result.finished()).isTrue();
    assertThat(result.search().rung(1)).filteredOn(trial -> trial.scores() == null).isNotEmpty();
    assertThat(result.search().rung(1).get(0).scored()).isEmpty();
    assertThat(result.ranking().get(5).scored()).isEmpty();
    assertThat(result.best().recipe().optimization().learningRate()).isLessThan(0.02);
    assertThat(recorder.notes).anyMatch(note -> note.contains("no longer a number"));
  }

  @Test
  void whereAllFailThereIsNothingToRecommend() {
    Program program = new Program();
    program.failing = rate -> true;

    assertThatThrownBy(() -> program.run(SIX))
        .isInstanceOf(LearningFailedException.class)
        .hasMessageStartingWith("learning failed with all 6 settings")
        .hasMessageContaining("0.02");
  }

  @Test
  void anotherSearchIsNotGoneOnWith() {
    new Program().run(SIX);

    for (Recipe other :
        List.of(
            BASE.toBuilder().seed(1).build(),
            BASE.toBuilder().learningRate(0.01).build(),
            BASE.toBuilder().epochs(9).build())) {
      assertThatThrownBy(() -> new Program().run(other, Budget.of(6)))
          .isInstanceOfAny(BadModelException.class, BadDataSetException.class)
          .hasMessageStartingWith(
              folder.resolve(SearchStorePort.FILE_NAME) + ": this search was begun");
    }
    assertThatThrownBy(() -> new Program().run(BASE, Budget.of(7)))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("other settings");
    DataSet others = Pictures.halves("train.csv", 58);
    assertThatThrownBy(() -> new Program().run(others, BASE, SIX, () -> false))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageContaining("other images or labels");
  }

  @Test
  void thereMustBeImagesToCompareBy() {
    Recipe none = BASE.toBuilder().validation(0).build();

    assertThatThrownBy(() -> new Program().run(none, Budget.of(3)))
        .isInstanceOf(BadDataSetException.class)
        .hasMessageStartingWith("train.csv: there are no images to validate on");
  }

  /** 48 of 60 images are learned from, in 3 steps an epoch. */
  private static Program taking(double secondsAnEpoch, TuneTest test) {
    Program program = test.new Program();
    program.stepSeconds = secondsAnEpoch / 3;
    return program;
  }

  private static Budget limit(double seconds) {
    return Budget.within(Duration.ofMillis((long) (seconds * 1000)));
  }

  @Test
  void aTimeLimitIsPlannedByTheFirstTrainingAndKept() {
    Program program = taking(10, this);

    TuneResult result = program.run(limit(200));

    // 190 s are left, 5 of 100 of them in reserve: 18 epochs.
    assertThat(result.search().plan()).containsExactly(new Rung(9, 1), new Rung(3, 3));
    assertThat(result.finished()).isTrue();
    assertThat(result.search().trials()).hasSize(12);
    assertThat(program.now).isCloseTo(180, within(1e-6));
    assertThat(result.search().rung(1).get(0).number()).isZero();
  }

  @Test
  void whereThereIsMuchTimeTheSearchEndsBefore() {
    Program program = taking(0.001, this);

    TuneResult result = program.run(limit(3600));

    assertThat(result.search().plan()).containsExactly(new Rung(81, 1), new Rung(27, 3));
    assertThat(program.now).isLessThan(10);
  }

  @Test
  void whatTakesLongerThanPlannedIsLeftOut() {
    Program program = taking(10, this);
    List<Double> ends = new ArrayList<>();
    int[] batches = {0};
    BooleanSupplier slower =
        () -> {
          if (++batches[0] == 40) {
            program.stepSeconds *= 2;
          }
          ends.add(program.now);
          return false;
        };

    TuneResult result = program.run(data(), BASE, limit(200), slower);

    assertThat(result.search().plan()).containsExactly(new Rung(9, 1), new Rung(3, 3));
    assertThat(result.search().trials()).hasSizeBetween(6, 11);
    assertThat(program.now).isLessThanOrEqualTo(200);
    assertThat(recorder.notes).anyMatch(note -> note.startsWith("The time is up after "));
    assertThat(result.finished()).isTrue();
  }

  @Test
  void aTrainingThatWouldTakeTooLongIsItselfCut() {
    Program program = taking(1000, this);

    TuneResult result = program.run(limit(900));

    assertThat(result.search().trials()).hasSize(1);
    assertThat(result.best().number()).isZero();
    assertThat(program.now).isLessThan(1100);
    assertThat(recorder.notes).anyMatch(note -> note.contains("a longer time limit is needed"));
  }

  @Test
  void aSearchThatGoesOnKeepsItsPlanAndItsTimeLimit() {
    Program program = taking(10, this);
    program.deeds = 30;
    assertThat(dies(() -> program.run(limit(200)))).isTrue();
    Search before = kept();

    Program faster = taking(1, this);
    TuneResult result = faster.run(limit(200));

    assertThat(result.search().plan()).isEqualTo(before.plan());
    assertThat(result.search().trials()).startsWith(before.trials().toArray(Trial[]::new));
    assertThat(result.search().trials()).hasSize(12);

    Program slower = taking(10, this);
    assertThat(slower.run(limit(50)).search()).isEqualTo(result.search());
  }

  @Test
  void theSpeedIsMeasuredByATrainingThatDoesNotFail() {
    Program program = taking(10, this);
    program.failing = rate -> rate >= 0.02;

    TuneResult result = program.run(limit(200));

    assertThat(result.search().rung(1).get(0).scored()).isEmpty();
    assertThat(program.now).isBetween(100.0, 200.0);
    assertThat(result.best().recipe().optimization().learningRate()).isLessThan(0.02);
  }

  @Test
  void aSearchHasEitherATimeLimitOrANumber() {
    Duration hour = Duration.ofHours(1);
    List<Runnable> wrong =
        List.of(
            () -> new Budget(hour, 3),
            () -> new Budget(null, null),
            () -> new Budget(Duration.ZERO, null),
            () -> Budget.of(0));
    for (Runnable settings : wrong) {
      assertThatThrownBy(settings::run).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
