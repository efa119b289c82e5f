package dev.espy.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Tensor;
import dev.espy.domain.fake.ExampleModels;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {

  private final Model model = ExampleModels.small(1);

  @Test
  void isEqualByItsContent() {
    assertThat(model).isEqualTo(ExampleModels.small(1)).isNotEqualTo(ExampleModels.small(2));
    assertThat(model.network().labels()).isEqualTo(3);
  }

  @Test
  void doesNotChangeWithTheMapItWasMadeFrom() {
    Map<String, Tensor> tensors = new LinkedHashMap<>(model.tensors());
    Model copy = with(tensors);

    tensors.clear();

    assertThat(copy).isEqualTo(model);
    assertThat(copy.tensors()).isUnmodifiable();
  }

  @Test
  void refusesTensorsOfAnotherNetwork() {
    assertThatThrownBy(() -> with(ExampleModels.tutorial(1).tensors()))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("tensor 'conv1.weight' has shape [32, 1, 3, 3], not [2, 3, 3, 3]");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesWeightsThatAreNoNumbers(float value) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(model.tensors());
    tensors.put("output.bias", new Tensor(new int[] {3}, new float[] {0, 0, value}));

    assertThatThrownBy(() -> with(tensors))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "tensor 'output.bias' holds a value that is not finite, because the training diverged;"
                + " train with a lower learning rate");
  }

  private Model with(Map<String, Tensor> tensors) {
    return new Model(
        model.labels(), model.preprocessing(), model.architecture(), tensors, model.provenance());
  }
}
