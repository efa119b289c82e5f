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
import dev.espy.domain.fake.InMemoryCheckpointStore;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.fake.InMemoryModelStore;
import dev.espy.domain.fake.InMemoryPredictions;
import dev.espy.domain.fake.InMemoryPredictions.Row;
import dev.espy.domain.fake.InMemoryReviewStore;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Model;
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
                    new InMemoryReviewStore()),
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
                new PredictRequest(model, Pictures.halves("new", 21), OUTPUT, 2, 0, 4),
                RunControl.of(recorder));
    assertThat(result)
        .isEqualTo(new PredictResult(OUTPUT, 21, new UnreadableImages(0, List.of()), true));
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
            .run(new PredictRequest(model, data, OUTPUT, 1, 0, 1), RunControl.of(recorder));
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
                new PredictRequest(model, Pictures.halves("new", 40), OUTPUT, 1, 0, 10),
                new RunControl(recorder, () -> asked.incrementAndGet() > 2, System::nanoTime));
    assertThat(result.finished()).isFalse();
    assertThat(result.classified()).isEqualTo(20);
    assertThat(result.file()).isEqualTo(Path.of("out", "predictions.part.csv"));
    assertThat(predictions.kept(OUTPUT)).isNull();
    assertThat(rows(Path.of("out", "predictions.part.csv"))).hasSize(20);
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
    assertThatThrownBy(() -> new PredictRequest(model, data, OUTPUT, 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PredictRequest(model, data, OUTPUT, 1, 1.5, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PredictRequest(model, data, OUTPUT, 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
