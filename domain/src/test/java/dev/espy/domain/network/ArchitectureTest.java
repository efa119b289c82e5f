package dev.espy.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.network.Layer.BatchNormalization;
import dev.espy.domain.network.Layer.Convolution;
import dev.espy.domain.network.Layer.Dense;
import dev.espy.domain.network.Layer.Dropout;
import dev.espy.domain.network.Layer.GlobalAveragePooling;
import dev.espy.domain.network.Layer.MaxPooling;
import dev.espy.domain.network.Layer.Padding;
import dev.espy.domain.network.Layer.Residual;
import dev.espy.domain.port.Architectures;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

  private static Architecture everyKind(int... widths) {
    return new Architecture(
        List.of(
            new Convolution(widths[0], 5, 2, Padding.SAME, Activation.ELU, false),
            new BatchNormalization(0.3, 1e-3, Activation.TANH),
            new Residual(
                List.of(
                    new Convolution(widths[1], 1, 1, Padding.VALID, Activation.RELU, true),
                    new Residual(
                        List.of(new Dense(widths[2], Activation.SIGMOID)), Activation.TANH)),
                Activation.LEAKY_RELU),
            new MaxPooling(3, 2),
            new GlobalAveragePooling(),
            new Dropout(0.4),
            new Dense(widths[3], Activation.IDENTITY)));
  }

  @Test
  void onlyFiltersAndUnitsAreWidened() {
    assertThat(everyKind(32, 64, 128, 16).widened(1.5)).isEqualTo(everyKind(48, 96, 192, 24));
    assertThat(everyKind(32, 64, 128, 16).widened(0.5)).isEqualTo(everyKind(16, 32, 64, 8));
  }

  @ParameterizedTest
  @CsvSource({
    "32, 0.75, 24",
    "20, 1.5, 32",
    "24, 0.5, 16",
    "16, 0.5, 8",
    "12, 0.75, 8",
    "8, 0.75, 6",
    "10, 0.5, 5",
    "3, 1.5, 5",
    "2, 0.5, 1",
    "1, 0.5, 1",
    "1, 0.1, 1",
    "20, 1, 20",
    "2147483647, 2, 2147483647"
  })
  void widthsAreMultiplesOfEightUnlessTheyAreSmaller(int width, double factor, int expected) {
    assertThat(new Architecture(List.of(new Dense(width, Activation.RELU))).widened(factor))
        .isEqualTo(new Architecture(List.of(new Dense(expected, Activation.RELU))));
  }

  static Stream<Named<NetworkSpec>> networks() {
    return Architectures.all();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void whatFitsAnInputStillDoesWhenItIsWidened(NetworkSpec spec) {
    for (double factor : new double[] {0.1, 0.5, 0.75, 1.5, 3}) {
      assertThatCode(
              () ->
                  Network.of(
                      spec.architecture().widened(factor),
                      spec.preprocessing().input(),
                      spec.labels()))
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aFactorThatIsNoneIsRefused(double factor) {
    assertThatThrownBy(() -> Architecture.tutorial().widened(factor))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
