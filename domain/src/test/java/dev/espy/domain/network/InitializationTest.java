package dev.espy.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espy.domain.Shape;
import dev.espy.domain.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InitializationTest {

  private final Network network = Network.of(Architecture.tutorial(), new Shape(1, 28, 28), 10);
  private final Map<String, Tensor> tensors = Initialization.glorot(network, 42);

  @Test
  void givesEveryParameterInOrder() {
    assertThat(tensors.keySet())
        .containsExactlyElementsOf(network.parameters().stream().map(Parameter::name).toList());
    network.check(tensors);
  }

  @Test
  void biasesAreZero() {
    assertThat(tensors)
        .hasEntrySatisfying("conv1.bias", bias -> assertThat(bias.values()).containsOnly(0))
        .hasEntrySatisfying("output.bias", bias -> assertThat(bias.values()).containsOnly(0));
  }

  @Test
  void weightsAreUniformWithinGlorotsBound() {
    assertUniform("conv1.weight", Math.sqrt(6.0 / (9 + 32 * 9)));
    assertUniform("conv2.weight", Math.sqrt(6.0 / (32 * 9 + 64 * 9)));
    assertUniform("dense1.weight", Math.sqrt(6.0 / (9216 + 128)));
    assertUniform("output.weight", Math.sqrt(6.0 / (128 + 10)));
  }

  private void assertUniform(String name, double bound) {
    float[] values = tensors.get(name).values();
    double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(1);
    double variance =
        IntStream.range(0, values.length)
            .mapToDouble(i -> values[i] * values[i])
            .average()
            .orElse(0);
    double most =
        IntStream.range(0, values.length).mapToDouble(i -> Math.abs(values[i])).max().orElse(0);
    double error = bound * 3 / Math.sqrt(values.length);
    assertThat(mean).as(name).isCloseTo(0, within(error));
    assertThat(variance).as(name).isCloseTo(bound * bound / 3, within(bound * error));
    assertThat(most).as(name).isLessThanOrEqualTo((float) bound).isGreaterThan(bound * 0.97);
  }

  @Test
  void theSeedDecides() {
    assertThat(Initialization.glorot(network, 42)).isEqualTo(tensors);
    assertThat(Initialization.glorot(network, 43).get("conv1.weight"))
        .isNotEqualTo(tensors.get("conv1.weight"));
    // These values must never change: models are reproducible across versions and machines.
    assertThat(tensors.get("conv1.weight").values())
        .startsWith(0.06866907f, -0.09667646f, -0.06293653f, -0.044291534f);
  }

  @Test
  void normalizationStartsAsTheIdentity() {
    Network network =
        Network.of(
            new Architecture(List.of(Layer.BatchNormalization.then(Activation.RELU))),
            new Shape(2, 1, 1),
            2);
    Map<String, Tensor> tensors = Initialization.glorot(network, 1);

    assertThat(tensors.get("norm1.weight").values()).containsExactly(1, 1);
    assertThat(tensors.get("norm1.bias").values()).containsExactly(0, 0);
    assertThat(tensors.get("norm1.running_mean").values()).containsExactly(0, 0);
    assertThat(tensors.get("norm1.running_var").values()).containsExactly(1, 1);
  }
}
