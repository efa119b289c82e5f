package dev.espy.application.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Batch;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.explanation.HeatMap;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Network;
import dev.espy.domain.port.Classifier;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OcclusionTest {

  /** A classifier whose log-odds of the first of two labels are a function of the image. */
  private record Rule(ToDoubleBiFunction<Batch, Integer> logOdds) implements Classifier {

    @Override
    public float[] classify(Batch batch) {
      float[] probabilities = new float[2 * batch.size()];
      for (int image = 0; image < batch.size(); image++) {
        double odds = Math.exp(logOdds.applyAsDouble(batch, image));
        probabilities[2 * image] = (float) (odds / (1 + odds));
        probabilities[2 * image + 1] = (float) (1 / (1 + odds));
      }
      return probabilities;
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }

  /** Answers by the brightness of the upper right ninth. */
  private static double brightness(Batch batch, int image) {
    Shape shape = batch.shape();
    int rows = Math.max(1, shape.height() / 3);
    int left = Math.min(shape.width() - 1, shape.width() * 2 / 3);
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = left; column < shape.width(); column++) {
        int at = image * shape.size() + row * shape.width() + column;
        sum += batch.pixels()[at] & 0xFF;
      }
    }
    return 60 * sum / (255 * rows * (shape.width() - left)) - 20;
  }

  private static Network network(Shape input) {
    return Network.of(new Architecture(List.of()), input, 2);
  }

  /** Returns noise with a bright ninth at the upper right. */
  private static Image image(Shape shape) {
    SplittableRandom random = new SplittableRandom(3);
    byte[] pixels = new byte[shape.size()];
    for (int i = 0; i < pixels.length; i++) {
      int column = i % shape.width();
      int row = i / shape.width() % shape.height();
      boolean bright = row < (shape.height() + 2) / 3 && column >= shape.width() * 2 / 3;
      pixels[i] = (byte) (bright ? 255 : random.nextInt(160));
    }
    return new Image(shape, pixels);
  }

  private static HeatMap explain(Shape shape) {
    return new Occlusion(new Rule(OcclusionTest::brightness), network(shape))
        .explain(image(shape), 0);
  }

  @ParameterizedTest
  @CsvSource({"1,28,28", "3,64,48", "1,8,8", "3,224,224", "1,20,90"})
  void theHottestTenthLiesWhereTheEvidenceIs(int channels, int height, int width) {
    HeatMap map = explain(new Shape(channels, height, width));

    assertThat(map.rows()).isEqualTo(Math.min(14, height));
    assertThat(map.columns()).isEqualTo(Math.min(14, width));
    int cells = map.rows() * map.columns();
    IntStream.range(0, cells)
        .boxed()
        .sorted(Comparator.comparing(map.evidence()::get).reversed())
        .limit((cells + 9) / 10)
        .forEach(
            cell -> {
              assertThat((cell / map.columns() + 0.5) / map.rows()).isLessThan(0.4);
              assertThat((cell % map.columns() + 0.5) / map.columns()).isGreaterThan(0.6);
            });
    assertThat(map.place()).isEqualTo("top right");
    // Nothing else counts.
    assertThat(map.evidence().get(cells - map.columns())).isZero();
  }

  @Test
  void evidenceAgainstTheAnswerIsNegative() {
    Shape shape = new Shape(1, 28, 28);
    HeatMap map =
        new Occlusion(new Rule(OcclusionTest::brightness), network(shape)).explain(image(shape), 1);

    assertThat(map.evidence().get(13)).isNegative();
    assertThat(map.strongest()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,5", "3,200", "200,3", "28,28", "15,13", "224,224"})
  void theWorkIsBounded(int height, int width) {
    Shape shape = new Shape(1, height, width);
    AtomicInteger images = new AtomicInteger();
    Rule counting =
        new Rule(
            (batch, image) -> {
              images.incrementAndGet();
              return brightness(batch, image);
            });

    HeatMap map = new Occlusion(counting, network(shape)).explain(image(shape), 0);

    assertThat(images).hasValueBetween(2, 649);
    assertThat(map.evidence()).hasSize(Math.min(14, height) * Math.min(14, width));
  }

  @Test
  void anAnswerThatIsKnownIsNotAskedForAgain() {
    Shape shape = new Shape(1, 28, 28);
    Rule rule = new Rule(OcclusionTest::brightness);
    float[] plain = rule.classify(Batch.of(shape, 1, image(shape).pixels()));
    AtomicInteger images = new AtomicInteger();
    Rule counting =
        new Rule(
            (batch, image) -> {
              images.incrementAndGet();
              return brightness(batch, image);
            });
    Recorder recorder = new Recorder();
    Occlusion occlusion = new Occlusion(counting, network(shape), 100);

    Occlusion.Outcome outcome =
        occlusion.measure(image(shape), plain, 0, RunControl.of(recorder)).orElseThrow();

    assertThat(outcome.map()).isEqualTo(explain(shape));
    assertThat(images).hasValue(recorder.classified);
    assertThat(recorder.shares).isSorted().hasSizeGreaterThan(5).allMatch(share -> share > 0);
    assertThat(recorder.shares.get(recorder.shares.size() - 1)).isEqualTo(1);
    assertThatThrownBy(
            () -> occlusion.measure(image(shape), new float[3], 0, RunControl.of(recorder)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isTheSameEachTimeAndInBatchesOfAnySize() {
    Shape shape = new Shape(1, 12, 12);
    Occlusion inSmallBatches =
        new Occlusion(new Rule(OcclusionTest::brightness), network(shape), 7);

    assertThat(inSmallBatches.explain(image(shape), 0)).isEqualTo(explain(shape));
    assertThat(explain(shape)).isEqualTo(explain(shape));
  }

  @Test
  void findsTheEvidenceOfAnAnswerThatIsAsGoodAsCertain() {
    Shape shape = new Shape(1, 28, 28);
    Rule certain = new Rule((batch, image) -> 20 + brightness(batch, image));

    Occlusion.Outcome outcome =
        new Occlusion(certain, network(shape))
            .measure(image(shape), 0, RunControl.silent())
            .orElseThrow();

    assertThat(outcome.map().place()).isEqualTo("top right");
    assertThat(outcome.loss()).isLessThan(0.01f);
    assertThat(outcome.map().strongest()).isGreaterThan(5);
  }

  @Test
  void survivesProbabilitiesOfZero() {
    Shape shape = new Shape(1, 28, 28);
    Rule extreme = new Rule((batch, image) -> brightness(batch, image) > 30 ? 600 : -600);

    HeatMap map = new Occlusion(extreme, network(shape)).explain(image(shape), 0);

    assertThat(map.place()).isEqualTo("top right");
    assertThat(map.strongest()).isBetween(1f, 140f);
  }

  @Test
  void tellsHowMuchConfidenceIsLost() {
    Shape shape = new Shape(1, 28, 28);
    Recorder recorder = new Recorder();

    Occlusion.Outcome outcome =
        new Occlusion(new Rule(OcclusionTest::brightness), network(shape))
            .measure(image(shape), 0, RunControl.of(recorder))
            .orElseThrow();

    assertThat(outcome.loss()).isBetween(0.01f, 1f);
    assertThat(recorder.classified).isEqualTo(648);
  }

  @Test
  void stopsWhenCancelled() {
    Shape shape = new Shape(1, 28, 28);
    AtomicInteger asked = new AtomicInteger();
    RunControl control =
        new RunControl(new Recorder(), () -> asked.incrementAndGet() > 2, System::nanoTime);

    assertThat(
            new Occlusion(new Rule(OcclusionTest::brightness), network(shape), 50)
                .measure(image(shape), 0, control))
        .isEmpty();
    assertThat(asked).hasValue(3);
  }

  @Test
  void refusesAnswersThatAreNoNumbersAndOtherImages() {
    Shape shape = new Shape(1, 4, 4);
    Occlusion broken = new Occlusion(new Rule((batch, image) -> Double.NaN), network(shape));
    assertThatThrownBy(() -> broken.explain(image(shape), 0)).isInstanceOf(BadModelException.class);
    assertThatThrownBy(() -> broken.explain(image(new Shape(3, 4, 4)), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> broken.explain(image(shape), 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
