package dev.espy.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TensorTest {

  @Test
  void isEqualBitForBit() {
    Tensor tensor = tensor(0f, Float.NaN);

    assertThat(tensor).isEqualTo(tensor(0f, Float.NaN)).hasSameHashCodeAs(tensor(0f, Float.NaN));
    assertThat(tensor).isNotEqualTo(tensor(-0f, Float.NaN));
    assertThat(tensor).isNotEqualTo(new Tensor(new int[] {1, 2}, new float[] {0, Float.NaN}));
    assertThat(tensor).isNotEqualTo("tensor");
  }

  @Test
  void showsItsShape() {
    assertThat(new Tensor(new int[] {2, 0, 3}, new float[0])).hasToString("[2, 0, 3]");
    assertThat(new Tensor(new int[0], new float[1])).hasToString("[]");
  }

  @Test
  void refusesAShapeThatIsNotThatOfItsValues() {
    assertRefused(0, 2);
    assertRefused(6, 2, 2);
    assertRefused(6, -2, -3);
    assertRefused(0, 1 << 16, 1 << 16, 1 << 16, 1 << 16);
    assertRefused(1, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  private static Tensor tensor(float... values) {
    return new Tensor(new int[] {values.length}, values);
  }

  private static void assertRefused(int values, int... shape) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Tensor(shape, new float[values]));
  }
}
