package dev.espy.domain.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espy.domain.Tensor;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.network.Optimizer;
import dev.espy.domain.network.Optimizer.Adam;
import dev.espy.domain.network.Optimizer.Sgd;
import dev.espy.domain.network.Parameter.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two steps of one weight from 1, with gradients of 0.5 and -0.2, computed by hand. */
class ReferenceOptimizerTest {

  private static final double NONE = Double.POSITIVE_INFINITY;

  @Test
  void momentumGathers() {
    // 0.6 and 0.94; 0.54 - 0.2 + 0.094
    assertThat(steps(new Sgd(0.9, false, 0.1, NONE)))
        .containsExactly(new float[] {0.94f, 0.8966f}, within(1e-6f));
  }

  @Test
  void nesterovLooksAhead() {
    // 0.6 + 0.54; -0.1114 + 0.9 (0.54 - 0.1114)
    assertThat(steps(new Sgd(0.9, true, 0.1, NONE)))
        .containsExactly(new float[] {0.886f, 0.858566f}, within(1e-6f));
  }

  @Test
  void adamCorrectsTheBiasOfBothMoments() {
    // m: 0.05, 0.025; v: 0.0025, 0.002875; corrected: 0.131579 / sqrt(0.144472)
    assertThat(steps(new Adam(0.9, 0.99, 1e-8, 0, NONE)))
        .containsExactly(new float[] {0.9f, 0.8653827f}, within(1e-6f));
  }

  @Test
  void decoupledDecayStaysOutOfTheMoments() {
    // 0.99 - 0.1; 0.99 * 0.89 - 0.0346173
    assertThat(steps(new Adam(0.9, 0.99, 1e-8, 0.1, NONE)))
        .containsExactly(new float[] {0.89f, 0.8464827f}, within(1e-6f));
  }

  @Test
  void clippingComesBeforeDecay() {
    // 0.25 + 0.1; -0.2 + 0.0965
    assertThat(steps(new Sgd(0, false, 0.1, 0.25)))
        .containsExactly(new float[] {0.965f, 0.97535f}, within(1e-6f));
  }

  private static float[] steps(Optimizer optimizer) {
    Map<String, Tensor> weights = Map.of("a.weight", new Tensor(new int[] {1}, new float[] {1}));
    ReferenceOptimizer steps =
        new ReferenceOptimizer(
            optimizer, List.of(Role.WEIGHT.of("a", 1)), new NetworkState(weights, Map.of(), 0));
    float[] values = weights.get("a.weight").values();
    float[] result = new float[2];
    steps.step(weights, Map.of("a.weight", new double[] {0.5}), 0.1);
    result[0] = values[0];
    steps.step(weights, Map.of("a.weight", new double[] {-0.2}), 0.1);
    result[1] = values[0];
    return result;
  }
}
