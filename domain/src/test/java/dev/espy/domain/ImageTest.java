package dev.espy.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ImageTest {

  @Test
  void isGreyWhereAllChannelsAgree() {
    assertThat(image(1, 1, 2, 7, 200).isGrey()).isTrue();
    assertThat(image(3, 1, 2, 7, 200, 7, 200, 7, 200).isGrey()).isTrue();
    assertThat(image(3, 1, 2, 7, 200, 7, 201, 7, 200).isGrey()).isFalse();
    assertThat(image(3, 1, 2, 7, 200, 7, 200, 6, 200).isGrey()).isFalse();
  }

  @Test
  void colourBecomesGreyByItsLuma() {
    Image colour = image(3, 1, 6, 255, 255, 0, 0, 0, 9, 255, 0, 255, 0, 0, 9, 255, 0, 0, 255, 0, 9);

    // White, red 76.245, green 149.685, blue 29.07, black, grey.
    assertPixels(colour.to(new Shape(1, 1, 6)), 255, 76, 150, 29, 0, 9);
  }

  @Test
  void greyBecomesColourByRepetition() {
    Image colour = image(1, 1, 2, 7, 200).to(new Shape(3, 1, 2));

    assertPixels(colour, 7, 200, 7, 200, 7, 200);
    assertThat(colour.isGrey()).isTrue();
  }

  @Test
  void sizeAndChannelsChangeTogether() {
    Image wide = image(1, 1, 2, 0, 100);

    Image colour = wide.to(new Shape(3, 2, 4));

    assertThat(colour.shape()).isEqualTo(new Shape(3, 2, 4));
    int[] row = {0, 25, 75, 100};
    for (int i = 0; i < 24; i++) {
      assertThat(colour.pixels()[i]).isEqualTo((byte) row[i % 4]);
    }
    assertPixels(colour.to(new Shape(1, 2, 4)), 0, 25, 75, 100, 0, 25, 75, 100);
  }

  @Test
  void ofTheShapeWantedIsItself() {
    Image image = image(3, 1, 1, 1, 2, 3);

    assertThat(image.to(image.shape())).isSameAs(image);
  }

  @Test
  void refusesOtherChannelsAndSizes() {
    assertThatIllegalArgumentException().isThrownBy(() -> image(2, 1, 1, 1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> image(4, 1, 1, 1, 2, 3, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> image(1, 1, 2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> image(1, 1, 1, 1, 2));
  }

  static Image image(int channels, int height, int width, int... values) {
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = (byte) values[i];
    }
    return new Image(new Shape(channels, height, width), pixels);
  }

  static void assertPixels(Image image, int... values) {
    int[] actual = new int[image.pixels().length];
    for (int i = 0; i < actual.length; i++) {
      actual[i] = image.pixels()[i] & 0xFF;
    }
    assertThat(actual).containsExactly(values);
  }
}
