package dev.espy.domain.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemperatureFitTest {

  private static final int LABELS = 4;

  /** Images whose true labels are drawn with their probabilities, which are then changed. */
  private static final class Drawn {

    private final float[] probabilities;
    private final int[] truths;

    Drawn(int images, double temperature) {
      SplittableRandom random = new SplittableRandom(7);
      probabilities = new float[images * LABELS];
      truths = new int[images];
      for (int image = 0; image < images; image++) {
        double[] logits = random.doubles(LABELS, -4, 4).toArray();
        float[] calibrated = TemperatureTest.softmax(logits, 1);
        double drawn = random.nextDouble();
        int truth = 0;
        while (truth < LABELS - 1 && drawn >= calibrated[truth]) {
          drawn -= calibrated[truth++];
        }
        truths[image] = truth;
        float[] changed = TemperatureTest.softmax(logits, 1 / temperature);
        System.arraycopy(changed, 0, probabilities, image * LABELS, LABELS);
      }
    }

    TemperatureFit fit() {
      return new TemperatureFit(probabilities, truths, LABELS);
    }

    double loss(double temperature) {
      float[] row = probabilities.clone();
      new Temperature((float) temperature).apply(row, LABELS);
      double loss = 0;
      for (int image = 0; image < truths.length; image++) {
        loss -= Math.log(row[image * LABELS + truths[image]]);
      }
      return loss / truths.length;
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.8, 1, 1.7, 4})
  void recoversAKnownTemperature(double temperature) {
    Drawn drawn = new Drawn(20_000, temperature);

    float fitted = drawn.fit().all().value();

    assertThat((double) fitted).isCloseTo(temperature, within(0.03 * temperature));
    assertThat(drawn.loss(fitted)).isLessThanOrEqualTo(drawn.loss(fitted * 1.01));
    assertThat(drawn.loss(fitted)).isLessThanOrEqualTo(drawn.loss(fitted / 1.01));
  }

  @Test
  void fitsToTheChosenImagesOnly() {
    Drawn drawn = new Drawn(2000, 2);
    float[] half = Arrays.copyOf(drawn.probabilities, 1000 * LABELS);
    int[] halfTruths = Arrays.copyOf(drawn.truths, 1000);

    assertThat(drawn.fit().of(image -> image < 1000))
        .isEqualTo(new TemperatureFit(half, halfTruths, LABELS).all())
        .isNotEqualTo(drawn.fit().of(image -> image >= 1000));
  }

  @Test
  void ignoresImagesWithUnknownLabels() {
    Drawn drawn = new Drawn(2000, 2);
    int[] truths = drawn.truths.clone();
    for (int image = 1000; image < 2000; image++) {
      truths[image] = -1;
    }

    assertThat(new TemperatureFit(drawn.probabilities, truths, LABELS).all())
        .isEqualTo(drawn.fit().of(image -> image < 1000));
  }

  @Test
  void nothingToFitToChangesNothing() {
    assertThat(new TemperatureFit(new float[0], new int[0], 3).all()).isEqualTo(Temperature.ONE);
    assertThat(new TemperatureFit(new float[] {0.5f, 0.5f}, new int[] {-1}, 2).all())
        .isEqualTo(Temperature.ONE);
    assertThat(new Drawn(10, 2).fit().of(image -> false)).isEqualTo(Temperature.ONE);
  }

  @Test
  void probabilitiesThatNoTemperatureChangesChangeNothing() {
    assertThat(new TemperatureFit(new float[] {1, 1, 1}, new int[] {0, 0, 0}, 1).all())
        .isEqualTo(Temperature.ONE);
    assertThat(new TemperatureFit(new float[] {0.5f, 0.5f}, new int[] {1}, 2).all())
        .isEqualTo(Temperature.ONE);
  }

  @Test
  void aModelThatIsAlwaysRightBecomesAsSureAsItsNumberOfImagesAllows() {
    int images = 98;
    float[] probabilities = new float[images * 2];
    for (int image = 0; image < images; image++) {
      probabilities[2 * image] = 0.7f;
      probabilities[2 * image + 1] = 0.3f;
    }

    Temperature fitted = new TemperatureFit(probabilities, new int[images], 2).all();

    fitted.apply(probabilities, 2);
    assertThat(probabilities[0]).isCloseTo(99 / 100f, within(1e-5f));
  }

  @Test
  void aModelThatIsAlwaysWrongBecomesAsUnsureAsPossible() {
    float[] probabilities = {0.7f, 0.3f, 0.6f, 0.4f};

    Temperature fitted = new TemperatureFit(probabilities, new int[] {1, 1}, 2).all();

    assertThat(fitted.value()).isEqualTo((float) TemperatureFit.MOST);
  }

  @Test
  void certainAnswersGiveAFiniteTemperature() {
    float[] probabilities = {1, 0, 0, 1, 1, 0};

    assertThat(new TemperatureFit(probabilities, new int[] {0, 1, 0}, 2).all().value())
        .isBetween((float) TemperatureFit.LEAST, (float) TemperatureFit.MOST);
    assertThat(new TemperatureFit(probabilities, new int[] {0, 1, 1}, 2).all().value())
        .isBetween((float) TemperatureFit.LEAST, (float) TemperatureFit.MOST);
  }
}
