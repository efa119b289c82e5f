package dev.espy.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

  @Test
  void describesItselfWidthFirst() {
    assertThat(new Shape(1, 28, 28).describe()).isEqualTo("28x28 grey");
    assertThat(new Shape(3, 48, 64).describe()).isEqualTo("64x48 colour");
    assertThat(new Shape(32, 26, 24).describe()).isEqualTo("24x26 32 channels");
  }

  @Test
  void knowsItsSize() {
    assertThat(new Shape(3, 48, 64).size()).isEqualTo(3 * 48 * 64);
    assertThat(new Shape(1, 1, Integer.MAX_VALUE).size()).isEqualTo(Integer.MAX_VALUE);
    assertThat(Shape.vector(5)).isEqualTo(new Shape(5, 1, 1));
    assertThat(Shape.vector(5).isVector()).isTrue();
    assertThat(new Shape(5, 1, 2).isVector()).isFalse();
    assertThat(new Shape(5, 2, 1).isVector()).isFalse();
  }

  @Test
  void equalsAShapeOfTheSameSizesInTheSameOrder() {
    Shape shape = new Shape(1, 2, 3);
    assertThat(shape).isEqualTo(new Shape(1, 2, 3)).hasSameHashCodeAs(new Shape(1, 2, 3));
    assertThat(List.of(new Shape(2, 2, 3), new Shape(1, 3, 3), new Shape(1, 2, 2)))
        .doesNotContain(shape);
    assertThat(shape.equals(null)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1",
    "1, 0, 1",
    "1, 1, 0",
    "-1, -1, 1",
    "3, 26755, 26755",
    "2, 1, 1073741824",
    "2147483647, 2147483647, 2147483647"
  })
  void refusesWhatIsNoShapeOrTooLarge(int channels, int height, int width) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Shape(channels, height, width));
  }
}
