package dev.espy.application.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.application.Pictures;
import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.application.train.RunStores;
import dev.espy.application.train.Train;
import dev.espy.application.train.TrainRequest;
import dev.espy.domain.BadDataSetException;
import dev.espy.domain.BadModelException;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.fake.InMemoryCheckpointStore;
import dev.espy.domain.fake.InMemoryDataSet;
import dev.espy.domain.fake.InMemoryModelStore;
import dev.espy.domain.fake.InMemoryPredictions;
import dev.espy.domain.fake.InMemoryReports;
import dev.espy.domain.fake.InMemoryReviewStore;
import dev.espy.domain.fake.RawImageCodec;
import dev.espy.domain.fake.ReferenceEngine;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Model;
import dev.espy.domain.port.EngineSamples;
import dev.espy.domain.recipe.Preset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainTest {

  private static Model model;

  @TempDir Path folder;
  private final Recorder recorder = new Recorder();

  @BeforeAll
  static void train(@TempDir Path run) {
    ReferenceEngine engine = new ReferenceEngine();
    model =
        new Train(
                engine,
                engine,
                new RunStores(
                    new InMemoryModelStore(),
                    new InMemoryCheckpointStore(),
                    new InMemoryPredictions(),
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
                    run),
                RunControl.silent())
            .model();
  }

  private ExplainRequest request(InMemoryDataSet images) {
    return new ExplainRequest(model, images, folder.resolve("pictures"), 2, 64);
  }

  private static ExplainResult explain(ExplainRequest request, RunControl control) {
    return new Explain(new ReferenceEngine(), new RawImageCodec()).run(request, control);
  }

  private static Image picture(Path file) {
    DecodeResult result =
        new RawImageCodec()
            .decode(
                new Sample("picture", null, 1),
                memory -> {
                  try {
                    return Files.readAllBytes(file);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                },
                new Shape(1, 1, 1),
                read -> read);
    return (Image) result;
  }

  @Test
  void explainsEachImageAndDrawsItBesideItsHeatMap() {
    InMemoryDataSet images =
        new InMemoryDataSet("images")
            .add("photos/up.png", null, Pictures.half(true, 1))
            .addUnreadable("photos/gone.png", null, "no such file")
            .add("photos/low.png", null, Pictures.half(false, 2));

    ExplainResult result = explain(request(images), RunControl.of(recorder));

    assertThat(result.finished()).isTrue();
    assertThat(result.unreadable().first()).extracting("id").containsExactly("photos/gone.png");
    assertThat(result.explanations())
        .extracting(explanation -> explanation.prediction().label().name())
        .containsExactly("upper", "lower");
    assertThat(result.explanations())
        .extracting(Explanation::picture)
        .containsExactly(
            folder.resolve("pictures/up.explained.png"),
            folder.resolve("pictures/low.explained.png"));
    assertThat(result.explanations().get(0).prediction().ranked()).hasSize(2);
    assertThat(result.explanations().get(0).loss()).isPositive();
    assertThat(recorder.phases).containsExactly("EXPLAINING 3", "EXPLAINING finished");
    Image picture = picture(folder.resolve("pictures/up.explained.png"));
    assertThat(picture.shape()).isEqualTo(new Shape(3, 258, 2 * 258 + 8));
    assertThat(picture.isGrey()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "28,28,280,280",
    "1,1,256,256",
    "3,200,15,1000",
    "300,256,300,256",
    "3000,1500,1024,512",
    "1,5000,1,1024"
  })
  void picturesAreLargeEnoughToLookAt(int height, int width, int shownHeight, int shownWidth) {
    Shape shape = new Shape(1, height, width);

    Image shown = SideBySide.scaled(new Image(shape, new byte[shape.size()]));

    assertThat(shown.shape()).isEqualTo(new Shape(1, shownHeight, shownWidth));
  }

  @Test
  void pixelsOfSmallImagesStaySharp() {
    Image shown = SideBySide.scaled(new Image(new Shape(1, 1, 2), new byte[] {0, 90}));

    assertThat(shown.shape()).isEqualTo(new Shape(1, 256, 512));
    assertThat(shown.pixels()[255]).isZero();
    assertThat(shown.pixels()[256]).isEqualTo((byte) 90);
  }

  @Test
  void eachPictureHasANameOfItsOwn() {
    Image image = Pictures.half(true, 1);
    InMemoryDataSet images =
        new InMemoryDataSet("images")
            .add("a/cat.png", null, image)
            .add("b/cat.jpg", null, image)
            .add("Cat.png", null, image)
            .add("cat-2.png", null, image)
            .add(".png", null, image)
            .add("c:\\x\\dog", null, image)
            .add("/", null, image)
            .add("é".repeat(120) + ".png", null, image);

    assertThat(request(images).pictures())
        .extracting(path -> path.getFileName().toString())
        .containsExactly(
            "cat.explained.png",
            "cat-2.explained.png",
            "Cat-3.explained.png",
            "cat-2-2.explained.png",
            ".png.explained.png",
            "dog.explained.png",
            "image.explained.png",
            "é".repeat(100) + ".explained.png");
  }

  @Test
  void refusesImagesOfWhichNoneIsReadable() {
    InMemoryDataSet one =
        new InMemoryDataSet("images").addUnreadable("gone.png", null, "no such file");
    assertThatThrownBy(() -> explain(request(one), RunControl.silent()))
        .isInstanceOf(BadDataSetException.class)
        .hasMessage("gone.png: no such file");
    one.addUnreadable("text.png", null, "not an image");
    assertThatThrownBy(() -> explain(request(one), RunControl.silent()))
        .isInstanceOf(BadDataSetException.class)
        .hasMessage("none of the 2 images can be read; the first is gone.png: no such file");
    assertThat(folder.resolve("pictures")).doesNotExist();
  }

  @Test
  void keepsWhatWasExplainedBeforeACancellation() {
    InMemoryDataSet images = Pictures.halves("images", 5);
    AtomicBoolean cancelled = new AtomicBoolean();
    Recorder cancelling =
        new Recorder() {
          @Override
          public void imageWritten() {
            cancelled.set(true);
          }
        };

    ExplainResult result =
        explain(request(images), new RunControl(cancelling, cancelled::get, System::nanoTime));

    assertThat(result.finished()).isFalse();
    assertThat(result.explanations()).hasSize(1);
    assertThat(folder.resolve("pictures").toFile().list()).containsExactly("0.explained.png");
    assertThatThrownBy(
            () -> explain(request(images), new RunControl(recorder, () -> true, System::nanoTime)))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void refusesAModelWhoseAnswersAreNoNumbers() {
    Model overflowing = EngineSamples.overflowing(Pictures.SHAPE, "upper", "lower");
    ExplainRequest request =
        new ExplainRequest(overflowing, Pictures.halves("new", 4), folder.resolve("none"), 1, 8);

    assertThatThrownBy(() -> explain(request, RunControl.silent()))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("not numbers");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void aRequestRefusesNumbersThatMakeNoSense() {
    InMemoryDataSet images = Pictures.halves("images", 1);
    assertThatThrownBy(() -> new ExplainRequest(model, images, folder, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ExplainRequest(model, images, folder, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
