package dev.espy.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PreprocessingTest {

  private static final Shape GREY = new Shape(1, 28, 28);

  @Test
  void factorAndOffsetScaleLikeItsDefinition() {
    Preprocessing preprocessing = new Preprocessing(GREY, 0.1307f, 0.3081f);

    for (int value : new int[] {0, 1, 128, 255}) {
      assertThat(value * preprocessing.factor() + preprocessing.offset())
          .isCloseTo((value / 255f - 0.1307f) / 0.3081f, within(1e-6f));
    }
  }

  @Test
  void scaledGoesFromZeroToOne() {
    Preprocessing preprocessing = Preprocessing.scaled(GREY);

    assertThat(preprocessing.offset()).isZero();
    assertThat(255 * preprocessing.factor()).isEqualTo(1);
  }

  @Test
  void refusesOtherChannelsAndImpossibleNumbers() {
    assertThatIllegalArgumentException().isThrownBy(() -> of(2, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> of(1, Float.NaN, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> of(1, Float.NEGATIVE_INFINITY, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> of(1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> of(1, 0, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> of(1, 0, Float.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> of(1, 0, Float.POSITIVE_INFINITY));
  }

  private static Preprocessing of(int channels, float mean, float deviation) {
    return new Preprocessing(new Shape(channels, 28, 28), mean, deviation);
  }
}
