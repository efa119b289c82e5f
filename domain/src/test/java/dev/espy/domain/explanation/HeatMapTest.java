package dev.espy.domain.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeatMapTest {

  /** Returns a map of 6 x 6 areas, of which one is evidence. */
  private static HeatMap hotAt(int row, int column) {
    List<Float> evidence = new ArrayList<>(Collections.nCopies(36, -1f));
    evidence.set(6 * row + column, 4f);
    return new HeatMap(6, 6, evidence);
  }

  private static Image plain(Shape shape, int value) {
    byte[] pixels = new byte[shape.size()];
    Arrays.fill(pixels, (byte) value);
    return new Image(shape, pixels);
  }

  private static int value(Image image, int channel, int row, int column) {
    Shape shape = image.shape();
    return image.pixels()[(channel * shape.height() + row) * shape.width() + column] & 0xFF;
  }

  @Test
  void refusesValuesThatAreNoMap() {
    assertThatThrownBy(() -> new HeatMap(0, 1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HeatMap(2, 2, List.of(1f)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HeatMap(1, 1, List.of(Float.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void marksTheEvidenceAndLeavesTheRestGrey() {
    Image marked = hotAt(0, 5).over(plain(new Shape(1, 60, 120), 80));

    assertThat(marked.shape()).isEqualTo(new Shape(3, 60, 120));
    assertThat(value(marked, 0, 5, 110)).isGreaterThan(200);
    assertThat(value(marked, 1, 5, 110)).isGreaterThan(180);
    assertThat(value(marked, 2, 5, 110)).isLessThan(60);
    for (int channel = 0; channel < 3; channel++) {
      assertThat(value(marked, channel, 5, 70)).isEqualTo(80);
      assertThat(value(marked, channel, 50, 110)).isEqualTo(80);
    }
  }

  @Test
  void fadesEvenlyBetweenAreas() {
    Image marked = hotAt(2, 2).over(plain(new Shape(1, 96, 96), 80));

    // Away from the hottest point, less and less green, which the hottest colours have most of.
    for (int column = 41; column < 46; column++) {
      assertThat(value(marked, 1, 40, column))
          .isGreaterThanOrEqualTo(value(marked, 1, 40, column + 1));
    }
  }

  @Test
  void isThePlainGreyImageWithoutEvidence() {
    Shape shape = new Shape(3, 4, 4);
    byte[] pixels = new byte[shape.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (5 * i);
    }
    Image image = new Image(shape, pixels);

    for (float value : new float[] {0, -3}) {
      Image marked = new HeatMap(2, 2, Collections.nCopies(4, value)).over(image);
      assertThat(marked.pixels()).isEqualTo(image.to(new Shape(1, 4, 4)).to(shape).pixels());
    }
  }

  @Test
  void coloursLittleEvidenceFaintly() {
    Image image = plain(new Shape(1, 10, 10), 80);

    Image marked = new HeatMap(1, 1, List.of(0.001f)).over(image);

    assertThat(value(marked, 0, 5, 5)).isBetween(78, 82);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,200", "200,3", "5,2"})
  void marksImagesOfAnySize(int height, int width) {
    Image marked = hotAt(3, 3).over(plain(new Shape(3, height, width), 80));

    assertThat(marked.shape()).isEqualTo(new Shape(3, height, width));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,top left",
    "0,5,top right",
    "5,0,bottom left",
    "5,5,bottom right",
    "0,2,top",
    "3,0,left",
    "2,3,centre",
    "3,5,right",
    "5,3,bottom"
  })
  void saysWhereTheEvidenceIs(int row, int column, String place) {
    assertThat(hotAt(row, column).place()).isEqualTo(place);
    assertThat(hotAt(row, column).strongest()).isEqualTo(4);
  }

  @Test
  void saysThatTheEvidenceIsInSeveralPlacesOrNowhere() {
    assertThat(new HeatMap(1, 3, List.of(2f, 0f, 2f)).place()).isEqualTo("several places");
    assertThat(new HeatMap(1, 2, List.of(0f, -1f)).place()).isEqualTo("nowhere");
    assertThat(new HeatMap(1, 1, List.of(1f)).place()).isEqualTo("centre");
  }

  @Test
  void theColoursBecomeLighterInEqualSteps() {
    double previous = lightness(0);
    for (int step = 1; step <= 8; step++) {
      double next = lightness(step / 8f);
      assertThat(next - previous).isBetween(0.06, 0.10);
      previous = next;
    }
  }

  /** Returns the lightness in the Oklab space, from 0 to 1. */
  private static double lightness(float heat) {
    double red = linear(HeatScale.colour(heat, 0));
    double green = linear(HeatScale.colour(heat, 1));
    double blue = linear(HeatScale.colour(heat, 2));
    double l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    double m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    double s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    return 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
  }

  private static double linear(float value) {
    double v = value / 255;
    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  }
}
