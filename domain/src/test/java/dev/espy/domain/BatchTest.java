package dev.espy.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BatchTest {

  private static final Shape SHAPE = new Shape(1, 2, 3);

  @Test
  void mayUseAPartOfAnArray() {
    byte[] pixels = new byte[100];

    Batch batch = Batch.of(SHAPE, 2, pixels);

    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.pixels()).isSameAs(pixels);
    assertThat(batch.targets()).isEmpty();
  }

  @Test
  void refusesTooFewBytesAndNoImage() {
    assertThat(Batch.of(SHAPE, 2, new byte[12]).size()).isEqualTo(2);
    assertThatIllegalArgumentException().isThrownBy(() -> Batch.of(SHAPE, 2, new byte[11]));
    assertThatIllegalArgumentException().isThrownBy(() -> Batch.of(SHAPE, 0, new byte[12]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Batch.of(new Shape(1, 1 << 15, 1 << 15), 4, new byte[12]));
  }
}
