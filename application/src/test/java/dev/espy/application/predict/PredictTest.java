package dev.espy.application.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.application.Pictures;
import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.application.classify.UnreadableImages;
import dev.espy.application.train.RunStores;
import dev.espy.application.train.Train;
import dev.espy.application.train.TrainRequest;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.confidence.Calibration;
import dev.espy.domain.confidence.Coverage;
import dev.espy.domain.confidence.Temperature;
import dev.espy.domain.fake.InMemoryCheckpointStore;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.fake.InMemoryModelStore;
import dev.espy.domain.fake.InMemoryPredictions;
import dev.espy.domain.fake.InMemoryPredictions.Row;
import dev.espy.domain.fake.InMemoryReports;
import dev.espy.domain.fake.InMemoryReviewStore;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.EngineSamples;
import dev.espy.domain.recipe.Preset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictTest {

  private static final Path OUTPUT = Path.of("out", "predictions.csv");

  private final ReferenceEngine engine = new ReferenceEngine();
  private final InMemoryPredictions predictions = new InMemoryPredictions();
  private final Recorder recorder = new Recorder();
  private Model model;

  @BeforeEach
  void train(@TempDir Path folder) {
    model =
        new Train(
                engine,
                engine,
                new RunStores(
                    new InMemoryModelStore(),
                    new InMemoryCheckpointStore(),
                    predictions,
                    new InMemoryReviewStore(),
                    new InMemoryReports()),
                Clock.systemUTC())
            .run(
                TrainRequest.of(
                    Pictures.halves("train", 60),
                    Preset.TUTORIAL.recipe().toBuilder()
                        .network(new Architecture(List.of()))
                        .learningRate(0.05)
                        .epochs(20)
                        .build(),
                    folder),
                RunControl.silent())
            .model();
  }

  private List<Row> rows(Path file) {
    return Objects.requireNonNull(predictions.kept(file)).rows();
  }

  @Test
  void labelsEveryImageInTheDataSetsOrder() {
    PredictResult result =
        new Predict(engine, predictions)
            .run(
                new PredictRequest(
                    model, Pictures.halves("new", 21), OUTPUT, 2, ConfidenceThreshold.none(), 4),
                RunControl.of(recorder));
    assertThat(result)
        .isEqualTo(new PredictResult(OUTPUT, 21, 0, 0, new UnreadableImages(0, List.of()), true));
    List<Row> rows = rows(OUTPUT);
    assertThat(rows).hasSize(21);
    for (int i = 0; i < 21; i++) {
      assertThat(rows.get(i).sample().id()).isEqualTo(i + ".png");
      assertThat(Objects.requireNonNull(rows.get(i).prediction()).label().name())
          .isEqualTo(i % 2 == 0 ? "upper" : "lower");
      assertThat(Objects.requireNonNull(rows.get(i).prediction()).ranked()).hasSize(2);
    }
    assertThat(recorder.classified).isEqualTo(21);
    assertThat(recorder.phases).containsExactly("PREDICTING 21", "PREDICTING finished");
  }

  @Test
  void anUnreadableImageGetsARowAndNoAnswer() {
    InMemoryDataSet data = new InMemoryDataSet("new");
    data.addUnreadable("gone", null, "no such file");
    data.add("there", null, Pictures.half(true, 1));
    data.addUnreadable("broken", null, "not an image");
    PredictResult result =
        new Predict(engine, predictions)
            .run(
                new PredictRequest(model, data, OUTPUT, 1, ConfidenceThreshold.none(), 1),
                RunControl.of(recorder));
    assertThat(result.classified()).isEqualTo(1);
    assertThat(result.unreadable().count()).isEqualTo(2);
    assertThat(result.unreadable().first()).extracting("id").containsExactly("gone", "broken");
    assertThat(rows(OUTPUT))
        .extracting(row -> row.prediction() != null)
        .containsExactly(false, true, false);
  }

  @Test
  void nothingReadableIsStillAWholeFile() {
    InMemoryDataSet data = new InMemoryDataSet("new");
    data.addUnreadable("gone", null, "no such file");
    PredictResult result =
        new Predict(engine, predictions)
            .run(PredictRequest.of(model, data, OUTPUT), RunControl.of(recorder));
    assertThat(result.finished()).isTrue();
    assertThat(rows(OUTPUT)).hasSize(1);
  }

  @Test
  void cancellingKeepsAPartBesideThePlace() {
    AtomicInteger asked = new AtomicInteger();
    PredictResult result =
        new Predict(engine, predictions)
            .run(
                new PredictRequest(
                    model, Pictures.halves("new", 40), OUTPUT, 1, ConfidenceThreshold.none(), 10),
                new RunControl(recorder, () -> asked.incrementAndGet() > 2, System::nanoTime));
    assertThat(result.finished()).isFalse();
    assertThat(result.classified()).isEqualTo(20);
    assertThat(result.file()).isEqualTo(Path.of("out", "predictions.part.csv"));
    assertThat(predictions.kept(OUTPUT)).isNull();
    assertThat(rows(Path.of("out", "predictions.part.csv"))).hasSize(20);
  }

  /** An engine that is in turn sure of an image and not: 0.95 and 0.6 for the first label. */
  private ClassifierPort wavering() {
    return new ClassifierPort() {
      @Override
      public Classifier open(Model opened) {
        return new Classifier() {
          @Override
          public float[] classify(Batch batch) {
            float[] probabilities = new float[2 * batch.size()];
            for (int image = 0; image < batch.size(); image++) {
              float first = image % 2 == 0 ? 0.95f : 0.6f;
              probabilities[2 * image] = first;
              probabilities[2 * image + 1] = 1 - first;
            }
            return probabilities;
          }

          @Override
          public void close() {
            // There is nothing to close.
          }
        };
      }

      @Override
      public String engine() {
        return "wavering";
      }
    };
  }

  private PredictResult predict(Model used, ConfidenceThreshold threshold) {
    return new Predict(wavering(), predictions)
        .run(
            new PredictRequest(used, Pictures.halves("new", 7), OUTPUT, 1, threshold, 4),
            RunControl.of(recorder));
  }

  @Test
  void listsAndCountsTheImagesBelowTheConfidence() {
    PredictResult result = predict(model, new ConfidenceThreshold.Fixed(0.7));

    assertThat(result.classified()).isEqualTo(7);
    assertThat(result.unsure()).isEqualTo(3);
    assertThat(result.minConfidence()).isEqualTo(0.7);
    assertThat(rows(OUTPUT)).hasSize(7);
    assertThat(Objects.requireNonNull(predictions.kept(OUTPUT)).unsure())
        .extracting(row -> row.sample().id())
        .containsExactly("1.png", "3.png", "5.png");
    assertThat(recorder.notes).isEmpty();
  }

  /**
   * Returns the model with a calibration.
   *
   * @param steps the images by confidence
   */
  private Model calibrated(Coverage.Step... steps) {
    Coverage coverage = new Coverage(List.of(steps));
    List<Integer> counts = List.of((int) coverage.images(), 0);
    return model.with(new Calibration(Temperature.ONE, 0.1, 0.01, coverage, counts, counts));
  }

  @Test
  void choosesTheConfidenceForAnAccuracy() {
    Model calibrated =
        calibrated(
            new Coverage.Step(0.5, 1100, 800),
            new Coverage.Step(0.9, 200, 199),
            new Coverage.Step(0.99, 100, 100));

    PredictResult result = predict(calibrated, new ConfidenceThreshold.ForAccuracy(0.98));

    assertThat(result.minConfidence()).isEqualTo(0.9);
    assertThat(result.unsure()).isEqualTo(3);
    assertThat(recorder.notes)
        .containsExactly(
            "At confidence 0.9 or more, 0.9967 of the answers to the model's 1,400 validation"
                + " images were right (95 % interval 0.9814 to 0.9994); 0.2143 of the images were"
                + " answered.");
  }

  @Test
  void refusesAnAccuracyThatNoConfidenceGives() {
    assertThatThrownBy(
            () ->
                predict(
                    calibrated(new Coverage.Step(0.9, 6, 6)),
                    new ConfidenceThreshold.ForAccuracy(0.98)))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "no confidence gives an accuracy of 0.98: on the model's 6 validation images the lower"
                + " end of its 95 % interval is at most 0.6096; ask for an accuracy of at most"
                + " 0.6096, or train the model with more validation images");
    predict(calibrated(new Coverage.Step(0.9, 6, 6)), new ConfidenceThreshold.ForAccuracy(0.6096));
    assertThatThrownBy(
            () ->
                predict(
                    calibrated(new Coverage.Step(0.9, 1, 0)),
                    new ConfidenceThreshold.ForAccuracy(0.1)))
        .hasMessage(
            "no confidence gives an accuracy of 0.1: on the model's 1 validation image the lower"
                + " end of its 95 % interval is at most 0.0000; train the model with more"
                + " validation images");
  }

  @Test
  void refusesAnAccuracyForAModelThatIsNotCalibrated() {
    assertThatThrownBy(() -> predict(model.with(null), new ConfidenceThreshold.ForAccuracy(0.98)))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "the model is not calibrated, so the confidence for an accuracy of 0.98 is unknown;"
                + " calibrate it on the validation images of its training, or train it again with"
                + " validation images");
    assertThat(predictions.kept(OUTPUT)).isNull();
    assertThat(recorder.phases).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void aThresholdRefusesNumbersThatMakeNoSense(double number) {
    assertThatThrownBy(() -> new ConfidenceThreshold.Fixed(number))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ConfidenceThreshold.ForAccuracy(number))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAModelWhoseAnswersAreNoNumbersAndLeavesNothing() {
    Model overflowing = EngineSamples.overflowing(Pictures.SHAPE, "upper", "lower");
    assertThatThrownBy(
            () ->
                new Predict(engine, predictions)
                    .run(
                        PredictRequest.of(overflowing, Pictures.halves("new", 4), OUTPUT),
                        RunControl.of(recorder)))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("not numbers");
    assertThat(predictions.kept(OUTPUT)).isNull();
  }

  @Test
  void keepsTheFirstOfManyUnreadableImagesAndCountsAll() {
    InMemoryDataSet data = new InMemoryDataSet("new");
    int count = UnreadableImages.MOST + 5;
    for (int i = 0; i < count; i++) {
      data.addUnreadable("gone" + i, null, "no such file");
    }
    PredictResult result =
        new Predict(engine, predictions)
            .run(PredictRequest.of(model, data, OUTPUT), RunControl.of(recorder));
    assertThat(result.unreadable().count()).isEqualTo(count);
    assertThat(result.unreadable().first()).hasSize(UnreadableImages.MOST);
    assertThat(result.unreadable().first().get(0).id()).isEqualTo("gone0");
    assertThat(rows(OUTPUT)).hasSize(count);
  }

  @Test
  void aRequestRefusesNumbersThatMakeNoSense() {
    InMemoryDataSet data = new InMemoryDataSet("new");
    ConfidenceThreshold none = ConfidenceThreshold.none();
    assertThatThrownBy(() -> new PredictRequest(model, data, OUTPUT, 0, none, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PredictRequest(model, data, OUTPUT, 1, none, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
