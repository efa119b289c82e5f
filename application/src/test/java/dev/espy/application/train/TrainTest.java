package dev.espy.application.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.application.Pictures;
import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.application.storage.FolderContents;
import dev.espy.application.storage.OwnedFolder;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.Label;
import dev.espy.domain.LearningFailedException;
import dev.espy.domain.OverwriteException;
import dev.espy.domain.StorageException;
import dev.espy.domain.UnsupportedDeviceException;
import dev.espy.domain.fake.InMemoryCheckpointStore;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.fake.InMemoryModelStore;
import dev.espy.domain.fake.InMemoryPredictions;
import dev.espy.domain.fake.InMemoryReports;
import dev.espy.domain.fake.InMemoryReviewStore;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Layer;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.ModelDescription;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.Learner;
import dev.espy.domain.port.LearnerPort;
import dev.espy.domain.port.ReportPort;
import dev.espy.domain.recipe.Colour;
import dev.espy.domain.recipe.ImageSize;
import dev.espy.domain.recipe.Metric;
import dev.espy.domain.recipe.Preset;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.report.Report;
import dev.espy.domain.report.ReportImage;
import dev.espy.domain.training.Epoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private static final Recipe SETTINGS =
      Preset.TUTORIAL.recipe().toBuilder()
          .network(new Architecture(List.of()))
          .learningRate(0.05)
          .batchSize(16)
          .epochs(8)
          .build();

  private final InMemoryModelStore models = new InMemoryModelStore();
  private final InMemoryPredictions predictions = new InMemoryPredictions();
  private final InMemoryReviewStore reviews = new InMemoryReviewStore();
  private final InMemoryReports reports = new InMemoryReports();
  private final Recorder recorder = new Recorder();
  @TempDir private Path folder;

  private TrainResult train(DataSet data, Recipe settings) {
    return train(new ReferenceEngine(), data, null, settings, () -> false);
  }

  private TrainResult train(
      LearnerPort engine,
      DataSet data,
      @Nullable DataSet validationData,
      Recipe settings,
      BooleanSupplier cancelled) {
    return new Train(engine, new ReferenceEngine(), stores(), CLOCK)
        .run(
            new TrainRequest(
                data, validationData, settings, folder, Map.of("data", "a folder"), false),
            new RunControl(recorder, cancelled, System::nanoTime));
  }

  private RunStores stores() {
    return new RunStores(models, new InMemoryCheckpointStore(), predictions, reviews, reports);
  }

  @Test
  void aRunFolderInUseIsRefusedBeforeAnythingInItIsLookedAt() {
    DataSet data = Pictures.halves("train.csv", 100);
    try (OwnedFolder held = OwnedFolder.open(folder, FolderContents.RUN)) {
      assertThatThrownBy(() -> train(data, SETTINGS))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining(held.path() + ": another espy is writing into this folder");
    }
    assertThat(recorder.notes).isEmpty();
    assertThat(train(data, SETTINGS).finished()).isTrue();
  }

  @Test
  void filesThatAreNotEspysAreNotOverwritten() throws IOException {
    Files.writeString(folder.resolve("history.csv"), "mine");

    assertThatThrownBy(() -> train(Pictures.halves("train.csv", 100), SETTINGS))
        .isInstanceOf(OverwriteException.class)
        .hasMessageContaining("holds history.csv, which Espy did not make");
  }

  @Test
  void learnsToTellImagesApart() {
    TrainResult result = train(Pictures.halves("train.csv", 100), SETTINGS);
    assertThat(result.finished()).isTrue();
    assertThat(result.evaluation().orElseThrow().accuracy()).isEqualTo(1);
    assertThat(result.epochs()).hasSize(8);
    assertThat(result.epochs().get(7).trainLoss()).isLessThan(result.epochs().get(0).trainLoss());
    assertThat(result.epochs().get(7).trainAccuracy()).isEqualTo(1);
  }

  @Test
  void leavesTheModelOfTheBestEpochWithItsProvenance() {
    TrainResult result = train(Pictures.halves("train.csv", 100), SETTINGS);
    Model model = models.load(folder);
    assertThat(model).isEqualTo(result.model());
    assertThat(model.labels().asList()).containsExactly(new Label("lower"), new Label("upper"));
    assertThat(model.provenance().created()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(model.provenance().dataSet()).isEqualTo("train.csv");
    assertThat(model.provenance().trainingImages()).isEqualTo(80);
    assertThat(model.provenance().validationImages()).isEqualTo(20);
    assertThat(model.provenance().epoch()).isEqualTo(result.best().orElseThrow().number());
    assertThat(model.provenance().settings())
        .containsEntry("epochs", "8")
        .containsEntry("data", "a folder")
        .containsEntry("image-size", "6x6")
        .containsEntry("optimizer", "adam");
  }

  @Test
  void theBestEpochIsTheOneWithTheBestValidation() {
    TrainResult result = train(Pictures.halves("train.csv", 100), SETTINGS);
    Epoch best = result.best().orElseThrow();
    for (Epoch epoch : result.epochs()) {
      assertThat(epoch.validated().orElseThrow().accuracy())
          .isLessThanOrEqualTo(best.validated().orElseThrow().accuracy());
    }
    assertThat(recorder.evaluations).containsExactly(result.evaluation().orElseThrow());
  }

  @Test
  void sameSeedSameModelOtherSeedOtherModel() {
    Model first = train(Pictures.halves("a", 60), SETTINGS).model();
    Model again = train(Pictures.halves("a", 60), SETTINGS).model();
    Model other = train(Pictures.halves("a", 60), SETTINGS.toBuilder().seed(1).build()).model();
    assertThat(again.tensors()).isEqualTo(first.tensors());
    assertThat(other.tensors()).isNotEqualTo(first.tensors());
  }

  @Test
  void tellsWhatGoesOn() {
    train(Pictures.halves("train.csv", 20), SETTINGS.toBuilder().epochs(2).build());
    assertThat(recorder.phases)
        .containsExactly(
            "READING 20",
            "READING finished",
            "TRAINING 16",
            "TRAINING finished",
            "VALIDATING 4",
            "VALIDATING finished",
            "TRAINING 16",
            "TRAINING finished",
            "VALIDATING 4",
            "VALIDATING finished",
            "VALIDATING 4",
            "VALIDATING finished",
            "EXPLAINING 4",
            "EXPLAINING finished");
    assertThat(recorder.fitted).isEqualTo(32);
    assertThat(recorder.classified).isEqualTo(12);
    assertThat(recorder.readings).hasSize(20);
    assertThat(recorder.epochs).extracting(Epoch::number).containsExactly(1, 2);
  }

  @Test
  void writesThePredictionOfEveryValidationImage() {
    InMemoryDataSet test = Pictures.halves("test.csv", 6);
    test.addUnreadable("broken", new Label("upper"), "not an image");
    train(new ReferenceEngine(), Pictures.halves("train", 60), test, SETTINGS, () -> false);
    InMemoryPredictions.Kept kept =
        Objects.requireNonNull(predictions.kept(folder.resolve(Train.VALIDATION_PREDICTIONS)));
    assertThat(kept.format().truth()).isTrue();
    assertThat(kept.rows())
        .extracting(row -> row.sample().id())
        .containsExactly("0.png", "1.png", "2.png", "3.png", "4.png", "5.png", "broken");
    assertThat(Objects.requireNonNull(kept.rows().get(1).prediction()).label())
        .isEqualTo(new Label("lower"));
    assertThat(kept.rows().get(6).unreadable()).isNotNull();
  }

  @Test
  void withValidationDataEverythingElseIsLearnedFrom() {
    TrainResult result =
        train(
            new ReferenceEngine(),
            Pictures.halves("train", 60),
            Pictures.halves("test", 30),
            SETTINGS,
            () -> false);
    assertThat(result.model().provenance().trainingImages()).isEqualTo(60);
    assertThat(result.evaluation().orElseThrow().images()).isEqualTo(30);
    assertThat(result.model().provenance().settings())
        .as("no share was split off")
        .doesNotContainKey("validation");
  }

  @Test
  void theModelSaysWhichDataItIsOfAndOnWhatItWasLearned() {
    TrainResult result = train(Pictures.halves("train", 60), SETTINGS);
    assertThat(result.model().provenance().settings()).containsEntry("computed on", "CPU");
    String digest = digest(result);
    assertThat(digest).matches("[0-9a-f]{64}");
    assertThat(digest(train(Pictures.halves("again", 60), SETTINGS))).isEqualTo(digest);
    assertThat(digest(train(Pictures.halves("train", 61), SETTINGS))).isNotEqualTo(digest);
  }

  private static String digest(TrainResult result) {
    return Objects.requireNonNull(result.model().provenance().settings().get("data digest"));
  }

  @Test
  void theFiguresAreThoseOfTheModelFile() {
    TrainResult result =
        train(
            Pictures.halves("train", 60),
            SETTINGS.toBuilder().emaDecay(0.9).labelSmoothing(0.1).build());
    Epoch best = result.best().orElseThrow();
    assertThat(result.evaluation().orElseThrow().scores()).isEqualTo(best.validation());
    assertThat(result.model()).isEqualTo(models.load(folder));
    assertThat(result.model().provenance().settings())
        .containsEntry("weights kept", best.averaged() ? "average" : "last");
  }

  @Test
  void theTimeLimitHoldsForReadingLearningAndValidating() {
    // Each look at the clock is a tenth of a second later; reading takes none.
    AtomicLong looks = new AtomicLong();
    TrainResult result =
        new Train(new ReferenceEngine(), new ReferenceEngine(), stores(), CLOCK)
            .run(
                TrainRequest.of(
                    Pictures.halves("train", 100),
                    SETTINGS.toBuilder().epochs(10_000).timeLimit(Duration.ofSeconds(60)).build(),
                    folder),
                new RunControl(
                    recorder, () -> false, () -> looks.incrementAndGet() * 100_000_000L));
    assertThat(looks.get()).isBetween(450L, 600L);
    assertThat(result.epochs().size()).isLessThan(60);
    assertThat(result.finished()).isTrue();
    assertThat(recorder.notes).anyMatch(note -> note.contains("into the time limit of 1 min"));
  }

  @Test
  void withoutValidationTheLastEpochIsTheBest() {
    TrainResult result =
        train(Pictures.halves("train", 40), SETTINGS.toBuilder().validation(0).build());
    assertThat(result.evaluation()).isEmpty();
    assertThat(result.best().orElseThrow().number()).isEqualTo(8);
    assertThat(result.model().provenance().validationAccuracy()).isNull();
    assertThat(predictions.kept(folder.resolve(Train.VALIDATION_PREDICTIONS))).isNull();
  }

  @Test
  void patienceEndsTheTraining() {
    TrainResult result =
        train(
            new Stubborn(),
            Pictures.halves("train", 40),
            null,
            SETTINGS.toBuilder().epochs(50).patience(3).build(),
            () -> false);
    assertThat(result.epochs()).hasSize(4);
    assertThat(result.best().orElseThrow().number()).isEqualTo(1);
    assertThat(result.finished()).isTrue();
    assertThat(recorder.notes).anyMatch(note -> note.contains("patience is 3"));
  }

  @Test
  void unreadableImagesAreLeftOutAndNamed() {
    InMemoryDataSet data = Pictures.halves("train.csv", 50);
    data.addUnreadable("broken", new Label("upper"), "not an image");
    TrainResult result = train(data, SETTINGS.toBuilder().validation(0).build());
    assertThat(result.unreadable()).extracting("id").containsExactly("broken");
    assertThat(result.model().provenance().trainingImages()).isEqualTo(50);
  }

  @Test
  void aLabelWithoutAReadableImageIsNotLearned() {
    InMemoryDataSet data = Pictures.halves("train.csv", 50);
    data.addUnreadable("broken", new Label("sideways"), "not an image");
    assertThat(train(data, SETTINGS).model().labels().asList())
        .containsExactly(new Label("lower"), new Label("upper"));
  }

  @Test
  void rowsWithoutALabelAreLeftOutAndCounted() {
    InMemoryDataSet data = Pictures.halves("train.csv", 50);
    data.add("unlabelled", null, Pictures.half(true, 1));
    TrainResult result = train(data, SETTINGS.toBuilder().validation(0).build());
    assertThat(result.model().provenance().trainingImages()).isEqualTo(50);
    assertThat(recorder.notes)
        .anyMatch(note -> note.contains("1 of 51 rows have no label") && note.contains("row 52"));
  }

  @Test
  void refusesWhatCannotBeLearnedFrom() {
    InMemoryDataSet unlabelled = new InMemoryDataSet("a.csv");
    unlabelled.add("x", null, Pictures.half(true, 1));
    refuses(unlabelled, "a.csv", "no row has a label");

    InMemoryDataSet oneLabel = new InMemoryDataSet("b.csv");
    oneLabel.add("x", new Label("same"), Pictures.half(true, 1));
    oneLabel.add("y", new Label("same"), Pictures.half(true, 2));
    refuses(oneLabel, "b.csv", "'same'", "at least two");

    InMemoryDataSet broken = new InMemoryDataSet("c.csv");
    broken.addUnreadable("x", new Label("a"), "no such file: x.png");
    broken.addUnreadable("y", new Label("b"), "no such file: y.png");
    refuses(broken, "c.csv", "row 2", "no such file: x.png");
  }

  private void refuses(InMemoryDataSet data, String... words) {
    assertThatThrownBy(() -> train(data, SETTINGS))
        .isInstanceOf(BadDataSetException.class)
        .message()
        .contains(words);
  }

  @Test
  void refusesAnArchitectureThatDoesNotFitBeforeReadingEverything() {
    Architecture large = new Architecture(List.of(new Layer.MaxPooling(7, 7)));
    assertThatThrownBy(
            () ->
                train(
                    Pictures.halves("train.csv", 500), SETTINGS.toBuilder().network(large).build()))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("pool1");
    assertThat(recorder.readings).isEmpty();
  }

  @Test
  void refusesABatchThatNoArrayCanHoldBeforeReadingAnything() {
    InMemoryDataSet data = Pictures.halves("train.csv", 60);
    Recipe settings =
        SETTINGS.toBuilder()
            .imageSize(new ImageSize(4096, 4096))
            .colour(Colour.COLOUR)
            .validation(0)
            .build();
    assertThatThrownBy(() -> train(data, settings.toBuilder().batchSize(50).build()))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "a batch of 50 images of 4096x4096 colour is too large; use batches of at most 42"
                + " images, or use a smaller image size");
    assertThat(recorder.readings).isEmpty();
  }

  @Test
  void aLossThatIsNoNumberEndsTheTrainingAndKeepsTheBestEpoch() {
    assertThatThrownBy(
            () ->
                train(
                    new Diverging(3),
                    Pictures.halves("train", 40),
                    null,
                    SETTINGS.toBuilder().batchSize(100).build(),
                    () -> false))
        .isInstanceOf(LearningFailedException.class)
        .hasMessageContaining("epoch 3")
        .hasMessageContaining("learning rate");
    assertThat(models.load(folder).provenance().epoch()).isBetween(1, 2);
  }

  @Test
  void aValidationLossThatIsNoNumberEndsTheTrainingAndKeepsTheBestEpoch() {
    assertThatThrownBy(
            () ->
                train(
                    new Overflowing(3),
                    Pictures.halves("train", 40),
                    null,
                    SETTINGS.toBuilder().batchSize(100).metric(Metric.LOSS).build(),
                    () -> false))
        .isInstanceOf(LearningFailedException.class)
        .hasMessageContaining("epoch 3")
        .hasMessageContaining("learning rate");
    assertThat(models.load(folder).provenance().epoch()).isBetween(1, 2);
    assertThat(recorder.epochs).hasSize(2);
  }

  @Test
  void withoutValidationImagesNoModelIsKeptThatDoesNotAnswerWithNumbers() {
    assertThatThrownBy(
            () ->
                train(
                    new Overflowing(1),
                    Pictures.halves("train", 40),
                    null,
                    SETTINGS.toBuilder().validation(0).build(),
                    () -> false))
        .isInstanceOf(LearningFailedException.class)
        .hasMessageContaining("epoch 1");
    assertThatThrownBy(() -> models.load(folder)).isInstanceOf(BadModelException.class);
  }

  @Test
  void withoutValidationImagesTheAverageIsTriedBeforeItIsKept() {
    Overflowing averaged = new Overflowing(0);
    Train train = new Train(new ReferenceEngine(), averaged, stores(), CLOCK);
    assertThatThrownBy(
            () ->
                train.run(
                    TrainRequest.of(
                        Pictures.halves("train", 40),
                        SETTINGS.toBuilder().validation(0).emaDecay(0.9).build(),
                        folder),
                    RunControl.of(recorder)))
        .isInstanceOf(LearningFailedException.class)
        .hasMessageContaining("epoch 1");
    assertThatThrownBy(() -> models.load(folder)).isInstanceOf(BadModelException.class);
  }

  @Test
  void whatIsLeftOfACutFirstEpochMustAnswerWithNumbers() {
    assertThatThrownBy(
            () ->
                train(
                    new Overflowing(1),
                    Pictures.halves("train", 400),
                    null,
                    SETTINGS.toBuilder().validation(0).build(),
                    () -> recorder.fitted > 16))
        .isInstanceOf(LearningFailedException.class);
    assertThatThrownBy(() -> models.load(folder)).isInstanceOf(BadModelException.class);
  }

  @Test
  void thatLargeImagesCannotBeValidatedIsFoundAfterTheFirstStep() {
    AtomicInteger steps = new AtomicInteger();
    Stubborn withoutMemory =
        new Stubborn() {
          @Override
          Learner.Step fit(Batch batch) {
            steps.incrementAndGet();
            return super.fit(batch);
          }

          @Override
          float[] answers(float[] answers) {
            throw new UnsupportedDeviceException("no memory");
          }
        };
    assertThatThrownBy(
            () ->
                train(
                    withoutMemory,
                    Pictures.halves("train", 10),
                    null,
                    SETTINGS.toBuilder().imageSize(new ImageSize(400, 400)).batchSize(2).build(),
                    () -> false))
        .isInstanceOf(UnsupportedDeviceException.class);
    assertThat(steps).hasValue(1);
  }

  @Test
  void cancellingLeavesTheModelOfTheBestEpochSoFar() {
    TrainResult result =
        train(
            new ReferenceEngine(),
            Pictures.halves("train", 100),
            null,
            SETTINGS.toBuilder().epochs(1000).build(),
            () -> recorder.epochs.size() == 2);
    assertThat(result.finished()).isFalse();
    assertThat(result.epochs()).hasSize(2);
    assertThat(models.load(folder)).isEqualTo(result.model());
    assertThat(result.evaluation()).isPresent();
  }

  @Test
  void cancellingInTheFirstEpochLeavesWhatWasLearnedUntilThen() {
    TrainResult result =
        train(
            new ReferenceEngine(),
            Pictures.halves("train", 100),
            null,
            SETTINGS,
            () -> recorder.fitted > 0);
    assertThat(result.finished()).isFalse();
    assertThat(result.epochs()).isEmpty();
    assertThat(models.load(folder).provenance().epoch()).isZero();
    assertThat(recorder.notes).anyMatch(note -> note.contains("first epoch"));
  }

  @Test
  void cancellingWhileReadingLeavesNothing() {
    AtomicInteger asked = new AtomicInteger();
    assertThatThrownBy(
            () ->
                train(
                    new ReferenceEngine(),
                    Pictures.halves("train", 500),
                    null,
                    SETTINGS,
                    () -> asked.incrementAndGet() > 1))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> models.load(folder)).isInstanceOf(BadModelException.class);
  }

  /** An engine that never gets better. */
  private static class Stubborn implements LearnerPort {

    @Override
    public String engine() {
      return "stubborn";
    }

    @Override
    public Learner open(NetworkSpec spec, NetworkState state) {
      Learner learner = new ReferenceEngine().open(spec, state);
      return new Learner() {
        @Override
        public Step fit(Batch batch, double learningRate) {
          return Stubborn.this.fit(batch);
        }

        @Override
        public NetworkState state() {
          return learner.state();
        }

        @Override
        public float[] classify(Batch batch) {
          return Stubborn.this.answers(learner.classify(batch));
        }

        @Override
        public void close() {
          learner.close();
        }
      };
    }

    Learner.Step fit(Batch batch) {
      return new Learner.Step(1, batch.size() / 2);
    }

    float[] answers(float[] answers) {
      return answers;
    }
  }

  /** An engine whose loss is no number from a certain step on. */
  private static final class Diverging extends Stubborn {

    private final int from;
    private int step;

    Diverging(int from) {
      this.from = from;
    }

    @Override
    Learner.Step fit(Batch batch) {
      return ++step < from ? super.fit(batch) : new Learner.Step(Double.NaN, 0);
    }
  }

  /** An engine whose answers are no numbers from a certain step on. */
  private static final class Overflowing extends Stubborn implements ClassifierPort {

    private final int from;
    private int step;

    Overflowing(int from) {
      this.from = from;
    }

    @Override
    Learner.Step fit(Batch batch) {
      step++;
      return super.fit(batch);
    }

    @Override
    float[] answers(float[] answers) {
      if (step >= from) {
        Arrays.fill(answers, Float.NaN);
      }
      return answers;
    }

    @Override
    public Classifier open(Model model) {
      return open(
          new NetworkSpec(
              model.preprocessing(),
              model.labels().size(),
              model.architecture(),
              SETTINGS.optimizer(),
              16,
              0),
          new NetworkState(model.tensors(), Map.of(), 0));
    }
  }

  private Report report() {
    return Objects.requireNonNull(reports.written(folder.resolve(ReportPort.FILE_NAME)));
  }

  @Test
  void leavesAReportOfTheTraining() {
    InMemoryDataSet data = Pictures.halves("train.csv", 200);
    for (int i = 0; i < 5; i++) {
      data.add("wrong" + i, new Label("upper"), Pictures.half(false, 300 + i));
    }
    data.addUnreadable("broken", new Label("upper"), "not an image");

    TrainResult result = train(data, SETTINGS);

    Report report = report();
    assertThat(report.kind()).isEqualTo(Report.Kind.TRAINING);
    assertThat(report.name()).isEqualTo(folder.toString());
    assertThat(report.model()).isEqualTo(ModelDescription.of(result.model()));
    assertThat(report.calibration()).isEqualTo(result.model().calibration()).isNotNull();
    assertThat(report.epochs()).isEqualTo(result.epochs());
    assertThat(report.evaluation()).isEqualTo(result.validation());
    assertThat(report.galleries().mistakes())
        .isNotEmpty()
        .allMatch(image -> image.sample().id().startsWith("wrong") && !image.isRight());
    assertThat(report.galleries().typical()).allMatch(ReportImage::isRight);
    Report.Suspects suspects = Objects.requireNonNull(report.suspects());
    assertThat(suspects.labels()).isEqualTo(Objects.requireNonNull(result.suspects()).labels());
    assertThat(suspects.images())
        .hasSize(suspects.labels())
        .extracting(image -> image.suspect().sample().id())
        .allMatch(id -> id.startsWith("wrong"));
    assertThat(report.labels())
        .satisfiesExactly(
            lower -> {
              assertThat(lower.label()).isEqualTo("lower");
              assertThat(lower.training()).isEqualTo(80);
              assertThat(lower.validation()).isEqualTo(20);
            },
            upper -> assertThat(upper.training()).isBetween(83L, 84L));
    assertThat(report.sizes()).containsExactly(new Report.SizeCount(6, 6, 100));
    assertThat(report.timings())
        .extracting(Report.Timing::step)
        .containsExactly(Report.Step.READING, Report.Step.TRAINING, Report.Step.VALIDATING);
    assertThat(report.timings().get(1).seconds())
        .as("the time of all epochs, those before an interruption included")
        .isEqualTo(result.epochs().stream().mapToDouble(Epoch::seconds).sum());
    assertThat(report.unreadable()).isEqualTo(1);
    assertThat(report.finished()).isTrue();
  }

  @Test
  void aReportWithoutValidationImagesHasNoEvaluation() {
    train(Pictures.halves("train.csv", 20), SETTINGS.toBuilder().validation(0).epochs(1).build());
    assertThat(report().evaluation()).isNull();
    assertThat(report().suspects()).isNull();
    assertThat(report().galleries()).isEqualTo(Report.Galleries.NONE);
    assertThat(report().labels()).extracting(Report.LabelCount::validation).containsOnly(0L);
    assertThat(report().epochs()).hasSize(1);
  }

  @Test
  void anInterruptedTrainingHasAReport() {
    train(
        new ReferenceEngine(),
        Pictures.halves("train.csv", 100),
        null,
        SETTINGS,
        () -> recorder.fitted > 100);
    assertThat(report().finished()).isFalse();
    assertThat(report().epochs()).hasSize(1);
    assertThat(report().evaluation()).isNotNull();
  }

  @Test
  void aTrainingThatIsInterruptedInTheFirstEpochHasAReportToo() {
    train(
        new ReferenceEngine(),
        Pictures.halves("train.csv", 100),
        null,
        SETTINGS,
        () -> recorder.fitted > 20);
    assertThat(report().finished()).isFalse();
    assertThat(report().epochs()).isEmpty();
    assertThat(report().evaluation()).isNull();
    assertThat(report().labels())
        .extracting(Report.LabelCount::validation)
        .containsExactly(10L, 10L);
  }

  @Test
  void aReportThatCannotBeWrittenCostsNothingElse() {
    RunStores broken =
        new RunStores(
            models,
            new InMemoryCheckpointStore(),
            predictions,
            reviews,
            (report, file) -> {
              throw new StorageException(file + ": the disk is full");
            });

    TrainResult result =
        new Train(new ReferenceEngine(), new ReferenceEngine(), broken, CLOCK)
            .run(
                TrainRequest.of(Pictures.halves("train.csv", 100), SETTINGS, folder).withFolds(2),
                RunControl.of(recorder));

    assertThat(result.finished()).isTrue();
    assertThat(result.reportFailure())
        .isNotNull()
        .hasMessageContaining("report.html: the disk is full");
    assertThat(result.suspects()).isNotNull();
    assertThat(models.load(folder)).isEqualTo(result.model());
  }
}
