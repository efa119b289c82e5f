package dev.espy.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.espy.domain.network.Optimizer.Adam;
import dev.espy.domain.network.Optimizer.Sgd;
import org.junit.jupiter.api.Test;

class OptimizerTest {

  private static final double NONE = Double.POSITIVE_INFINITY;

  @Test
  void saysWhichMomentsItKeeps() {
    assertThat(Adam.standard().moments()).containsExactly("m.", "v.");
    assertThat(Sgd.standard().moments()).containsExactly("momentum.");
    assertThat(new Sgd(0, false, 0, NONE).moments()).isEmpty();
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Sgd(1, false, 0, NONE));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sgd(-0.1, false, 0, NONE));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sgd(0, true, 0, NONE));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sgd(0.9, true, -1e-4, NONE));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sgd(0.9, true, NONE, NONE));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sgd(0.9, true, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sgd(0.9, true, 0, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new Adam(1, 0.9, 1e-7, 0, NONE));
    assertThatIllegalArgumentException().isThrownBy(() -> new Adam(0.9, 1, 1e-7, 0, NONE));
    assertThatIllegalArgumentException().isThrownBy(() -> new Adam(0.9, 0.9, 0, 0, NONE));
    assertThatIllegalArgumentException().isThrownBy(() -> new Adam(0.9, 0.9, 1e-7, -1, NONE));
    assertThatIllegalArgumentException().isThrownBy(() -> new Adam(0.9, 0.9, 1e-7, 0, -1));
  }
}
