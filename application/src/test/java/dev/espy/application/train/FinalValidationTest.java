package dev.espy.application.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espy.application.Pictures;
import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.application.train.data.TrainingData;
import dev.espy.domain.Batch;
import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.confidence.Calibration;
import dev.espy.domain.evaluation.Evaluation;
import dev.espy.domain.fake.InMemoryCheckpointStore;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.fake.InMemoryModelStore;
import dev.espy.domain.fake.InMemoryPredictions;
import dev.espy.domain.fake.InMemoryReports;
import dev.espy.domain.fake.InMemoryReviewStore;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.Classifier;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.ModelStorePort;
import dev.espy.domain.recipe.Preset;
import dev.espy.domain.recipe.Recipe;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the calibration, the evaluation and the predictions at the end of a training. */
class FinalValidationTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private static final Recipe SHY =
      Preset.TUTORIAL.recipe().toBuilder()
          .network(new Architecture(List.of()))
          .learningRate(0.01)
          .batchSize(16)
          .epochs(20)
          .labelSmoothing(0.6)
          .build();

  private final InMemoryModelStore models = new InMemoryModelStore();
  private final InMemoryCheckpointStore checkpoints = new InMemoryCheckpointStore();
  private final InMemoryPredictions predictions = new InMemoryPredictions();
  private final Recorder recorder = new Recorder();
  @TempDir private Path folder;

  private TrainResult train(DataSet data, @Nullable DataSet validationData, Recipe recipe) {
    return train(new TrainRequest(data, validationData, recipe, folder, Map.of(), false));
  }

  private TrainResult train(TrainRequest request) {
    return new Train(
            new ReferenceEngine(),
            new ReferenceEngine(),
            new RunStores(
                models, checkpoints, predictions, new InMemoryReviewStore(), new InMemoryReports()),
            CLOCK)
        .run(request, RunControl.of(recorder));
  }

  private List<InMemoryPredictions.Row> rows() {
    return Objects.requireNonNull(predictions.kept(folder.resolve(Train.VALIDATION_PREDICTIONS)))
        .rows();
  }

  private static Calibration calibration(Model model) {
    return Objects.requireNonNull(model.calibration());
  }

  /** Returns validation images of which two in thirty have a wrong label. */
  private static InMemoryDataSet flawed(int count) {
    InMemoryDataSet data = new InMemoryDataSet("test.csv");
    for (int i = 0; i < count; i++) {
      boolean upper = i % 2 == 0;
      boolean right = i % 15 != 4;
      data.add(
          i + ".png", new Label(upper == right ? "upper" : "lower"), Pictures.half(upper, 900 + i));
    }
    return data;
  }

  @Test
  void aTemperatureMakesAShyModelAsConfidentAsItIsRight() {
    TrainResult result = train(Pictures.halves("train", 100), flawed(90), SHY);

    Evaluation evaluation = result.evaluation().orElseThrow();
    Calibration calibration = calibration(result.model());
    assertThat(calibration.temperature().value()).isLessThan(0.9f);
    assertThat(calibration.error()).isLessThan(calibration.errorBefore());
    assertThat(evaluation.calibrationError())
        .as("the cross-fitted error")
        .isEqualTo(calibration.error());
    assertThat(Objects.requireNonNull(evaluation.calibrationErrorBefore()))
        .isCloseTo(calibration.errorBefore(), within(1e-6));
    assertThat(evaluation.coverage()).isEqualTo(calibration.coverage());
    assertThat(evaluation.accuracy())
        .as("that without a temperature")
        .isEqualTo(result.best().orElseThrow().validated().orElseThrow().accuracy());
    assertThat(calibration.truths()).containsExactly(45, 45);
    assertThat(calibration.answers()).containsExactly(45, 45);
  }

  @Test
  void halvesAreAlikeAlthoughEverySecondImageHasTheSameLabel() {
    InMemoryDataSet data = new InMemoryDataSet("test.csv");
    for (int i = 0; i < 240; i++) {
      boolean upper = i % 2 == 0;
      boolean wrong = i % 6 == 4; // every third of the upper ones
      data.add(
          i + ".png",
          new Label(upper && !wrong ? "upper" : "lower"),
          Pictures.half(upper, 900 + i));
    }

    Calibration calibration = calibration(train(Pictures.halves("train", 100), data, SHY).model());

    assertThat(calibration.error()).isLessThan(0.15);
  }

  @Test
  void theSavedModelAnswersWithThePredictionsThatAreSaved() {
    InMemoryDataSet test = flawed(30);
    TrainResult result = train(Pictures.halves("train", 100), test, SHY);

    try (Classifier classifier = new ReferenceEngine().open(models.load(folder))) {
      List<Sample> samples = test.samples().toList();
      for (int i = 0; i < 30; i++) {
        Image image = Pictures.half(i % 2 == 0, 900 + i);
        float[] probabilities =
            classifier.classify(Batch.of(new Shape(1, 6, 6), 1, image.pixels()));
        InMemoryPredictions.Row row = rows().get(i);
        assertThat(row.sample()).isEqualTo(samples.get(i));
        assertThat(Objects.requireNonNull(row.prediction()).confidence())
            .isCloseTo(Math.max(probabilities[0], probabilities[1]), within(1e-5f));
      }
    }
    long right =
        rows().stream()
            .filter(
                row ->
                    Objects.requireNonNull(row.prediction()).label().equals(row.sample().label()))
            .count();
    assertThat(right / 30.0).isEqualTo(result.evaluation().orElseThrow().accuracy());
  }

  @Test
  void fewImagesGetNoTemperatureAndANote() {
    TrainResult result = train(Pictures.halves("train", 100), flawed(19), SHY);

    assertThat(result.model().calibration()).isNull();
    assertThat(result.evaluation().orElseThrow().images()).isEqualTo(19);
    assertThat(result.evaluation().orElseThrow().calibrationErrorBefore()).isNull();
    assertThat(recorder.notes)
        .contains(
            "Confidences are not calibrated: it takes 20 images to validate on whose labels are"
                + " learned, and there are 19.");
  }

  @Test
  void withoutImagesThereIsNoCalibrationButANote() {
    TrainResult result =
        train(Pictures.halves("train", 40), null, SHY.toBuilder().validation(0).build());

    assertThat(result.model().calibration()).isNull();
    assertThat(recorder.notes)
        .contains("Confidences are not calibrated, since there is no image to validate on.");
  }

  @Test
  void imagesWithUnknownLabelsAreAnsweredWrongAndNotFittedTo() {
    InMemoryDataSet test = flawed(40);
    for (int i = 0; i < 60; i++) {
      test.add("other" + i, new Label("other"), Pictures.half(i % 3 == 0, 2000 + i));
    }
    Calibration known = calibration(train(Pictures.halves("train", 100), flawed(40), SHY).model());

    TrainResult result = train(Pictures.halves("train", 100), test, SHY);

    Calibration calibration = calibration(result.model());
    assertThat(calibration.temperature()).isEqualTo(known.temperature());
    assertThat(calibration.truths()).containsExactly(21, 19);
    assertThat(calibration.images()).isEqualTo(100);
    assertThat(result.evaluation().orElseThrow().unknownImages()).isEqualTo(60);
    assertThat(result.evaluation().orElseThrow().accuracy()).isLessThanOrEqualTo(0.4);
  }

  @Test
  void aTemperatureTakesEnoughImagesWithKnownLabels() {
    InMemoryDataSet test = flawed(5);
    for (int i = 0; i < 60; i++) {
      test.add("other" + i, new Label("other"), Pictures.half(i % 3 == 0, 2000 + i));
    }

    TrainResult result = train(Pictures.halves("train", 100), test, SHY);

    assertThat(result.model().calibration()).isNull();
    assertThat(recorder.notes)
        .contains(
            "Confidences are not calibrated: it takes 20 images to validate on whose labels are"
                + " learned, and there are 5.");
  }

  @Test
  void aSampleOfAllImagesGivesWhatOnePassGives() {
    TrainingData data = read(flawed(90));
    Model model = train(Pictures.halves("train", 100), flawed(90), SHY).model().with(null);
    List<Integer> seen = new ArrayList<>();

    FinalValidation.Result whole = run(model, data, 1 << 20, new ArrayList<>());
    FinalValidation.Result exact = run(model, data, 180, new ArrayList<>());
    recorder.phases.clear();
    FinalValidation.Result sampled = run(model, data, 179, seen);

    assertThat(exact).usingRecursiveComparison().isEqualTo(whole);
    assertThat(recorder.phases)
        .containsExactly(
            "VALIDATING 45", "VALIDATING finished", "VALIDATING 90", "VALIDATING finished");
    assertThat(seen).isEqualTo(IntStream.range(0, 90).boxed().toList());
    assertThat(sampled.evaluation().confusion())
        .usingRecursiveComparison()
        .isEqualTo(whole.evaluation().confusion());
    assertThat(sampled.calibration().images()).isEqualTo(90);
    assertThat(sampled.calibration().temperature().value())
        .isCloseTo(whole.calibration().temperature().value(), within(0.3f));
  }

  private TrainingData read(DataSet validationData) {
    return TrainingData.read(
        Pictures.halves("train", 100), validationData, SHY, folder, RunControl.silent());
  }

  private FinalValidation.Result run(
      Model model, TrainingData data, int mostProbabilities, List<Integer> seen) {
    try (Classifier classifier = new ReferenceEngine().open(model)) {
      return new FinalValidation(model, data, RunControl.of(recorder), mostProbabilities)
          .run(classifier, (image, probabilities, row) -> seen.add(image));
    }
  }

  @Test
  void unreadableImagesKeepTheirPlacesInThePredictions() {
    InMemoryDataSet test = new InMemoryDataSet("test.csv");
    test.addUnreadable("first", new Label("upper"), "not an image");
    for (int i = 0; i < 4; i++) {
      test.add(i + ".png", new Label("upper"), Pictures.half(true, 500 + i));
      if (i == 1) {
        test.addUnreadable("between", new Label("lower"), "not an image");
        test.addUnreadable("too", new Label("lower"), "not an image");
      }
    }
    test.addUnreadable("last", new Label("upper"), "not an image");

    train(Pictures.halves("train", 40), test, SHY);

    assertThat(rows())
        .extracting(row -> row.sample().id())
        .containsExactly("first", "0.png", "1.png", "between", "too", "2.png", "3.png", "last");
    assertThat(rows())
        .allSatisfy(
            row ->
                assertThat(row.prediction() == null)
                    .isEqualTo(!row.sample().id().endsWith(".png")));
  }

  @Test
  void aFinishedRunOfBeforeGetsATemperatureWhenItIsResumed() {
    TrainRequest request =
        new TrainRequest(Pictures.halves("train", 100), flawed(90), SHY, folder, Map.of(), false);
    Model model = train(request).model();
    models.save(model.with(null), folder.resolve(ModelStorePort.FILE_NAME));

    TrainResult result = train(request.resuming());

    assertThat(calibration(result.model())).isEqualTo(calibration(model));
    assertThat(models.load(folder)).isEqualTo(model);
  }
}
