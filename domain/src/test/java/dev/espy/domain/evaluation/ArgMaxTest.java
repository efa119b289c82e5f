package dev.espy.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArgMaxTest {

  private static final float[] TWO_IMAGES = {9, 1, 2, 3, 8, 8};

  @Test
  void looksAtOneImageAlone() {
    assertThat(ArgMax.of(TWO_IMAGES, 0, 3)).isZero();
    assertThat(ArgMax.of(TWO_IMAGES, 1, 3)).isEqualTo(2);
  }

  @Test
  void ofEqualValuesTheFirstIsTaken() {
    assertThat(ArgMax.of(TWO_IMAGES, 3, 3)).isOne();
  }
}
