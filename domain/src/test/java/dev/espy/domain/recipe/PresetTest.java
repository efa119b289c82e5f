package dev.espy.domain.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Shape;
import dev.espy.domain.augmentation.Augmentation;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Network;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresetTest {

  private static final List<Integer> SIDES = List.of(1, 2, 3, 6, 7, 28, 65, 224);

  @ParameterizedTest
  @EnumSource
  void fitsEveryImageAndAnyNumberOfLabels(Preset preset) {
    int least = preset == Preset.TUTORIAL ? 6 : 1;
    Architecture network = preset.recipe().network();
    for (int channels : new int[] {1, 3}) {
      for (int height : SIDES.stream().filter(side -> side >= least).toList()) {
        for (int width : SIDES.stream().filter(side -> side >= least).toList()) {
          for (int labels : new int[] {2, 1000}) {
            assertThat(Network.of(network, new Shape(channels, height, width), labels).labels())
                .isEqualTo(labels);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void staysTheSameNetworkWhenItIsWidened(Preset preset) {
    Shape input = new Shape(1, 28, 28);
    Architecture network = preset.recipe().network();
    long parameters = Network.of(network, input, 10).parameterCount();

    for (double factor : new double[] {0.5, 0.75, 1.5}) {
      Network widened = Network.of(network.widened(factor), input, 10);
      assertThat((double) widened.parameterCount() / parameters)
          .isBetween(
              Math.min(factor, factor * factor) * 0.9, Math.max(factor, factor * factor) * 1.1);
      assertThat(widened.nodes()).hasSameSizeAs(Network.of(network, input, 10).nodes());
    }
  }

  @Test
  void tutorialTrainsAsTheTutorialDoes() {
    assertThat(Preset.TUTORIAL.recipe())
        .isEqualTo(
            new Recipe(
                new Recipe.Input(null, Colour.AUTO),
                Architecture.tutorial(),
                new Recipe.Optimization(
                    OptimizerName.ADAM, 0.001, Schedule.CONSTANT, 128, 16, null, false),
                new Recipe.Regularization(null, 0, 0),
                Augmentation.NONE,
                new Recipe.Validation(0.2, Metric.ACCURACY),
                new Recipe.Stopping(TrainingLength.epochs(10), null, null),
                0));
  }

  @Test
  void tutorialNeedsSixPixelsASide() {
    assertThatThrownBy(() -> Network.of(Preset.TUTORIAL.recipe().network(), new Shape(1, 5, 5), 2))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("use a larger image size");
  }

  @ParameterizedTest
  @EnumSource(names = {"FAST", "ACCURATE"})
  void residualNetworksHaveFewerThanAMillionParameters(Preset preset) {
    for (Shape input : List.of(new Shape(1, 28, 28), new Shape(3, 64, 64))) {
      assertThat(Network.of(preset.recipe().network(), input, 10).parameterCount())
          .isLessThan(1_000_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByNameAndByNetwork(Preset preset) {
    assertThat(Preset.parse(preset.toString())).isEqualTo(preset);
    assertThat(Preset.of(preset.recipe().network())).contains(preset);
    assertThat(preset).hasToString(preset.name().toLowerCase(Locale.ROOT));
  }

  @Test
  void namesWhatThereIs() {
    assertThat(Stream.of(Preset.values()).map(Preset::toString).collect(Collectors.joining(", ")))
        .isEqualTo(Preset.NAMES);
    assertThatThrownBy(() -> Preset.parse("vgg"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("there is no preset 'vgg'; there are " + Preset.NAMES);
    assertThat(Preset.of(new Architecture(List.of()))).isEmpty();
  }
}
