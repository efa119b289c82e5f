package dev.espy.adapters.cli.config;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.StandInEngine;
import dev.espy.domain.BadModelException;
import dev.espy.domain.Shape;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresetsTest {

  private static final List<Integer> SIDES = List.of(1, 2, 3, 6, 7, 28, 65, 224);

  @TempDir Path folder;

  static List<String> names() {
    return Presets.names();
  }

  private static Architecture preset(String name) {
    return Objects.requireNonNull(ConfigFile.preset(name).architecture());
  }

  @ParameterizedTest
  @MethodSource("names")
  void fitsEveryImageAndAnyNumberOfLabels(String name) {
    int least = name.equals("tutorial") ? 6 : 1;
    for (int channels : new int[] {1, 3}) {
      for (int height : SIDES.stream().filter(side -> side >= least).toList()) {
        for (int width : SIDES.stream().filter(side -> side >= least).toList()) {
          for (int labels : new int[] {2, 1000}) {
            Network network = Network.of(preset(name), new Shape(channels, height, width), labels);

            assertThat(network.labels()).isEqualTo(labels);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void staysTheSameNetworkWhenItIsWidened(String name) {
    Shape input = new Shape(1, 28, 28);
    long parameters = Network.of(preset(name), input, 10).parameterCount();

    for (double factor : new double[] {0.5, 0.75, 1.5}) {
      Network widened = Network.of(preset(name).widened(factor), input, 10);
      assertThat((double) widened.parameterCount() / parameters)
          .isBetween(
              Math.min(factor, factor * factor) * 0.9, Math.max(factor, factor * factor) * 1.1);
      assertThat(widened.nodes()).hasSameSizeAs(Network.of(preset(name), input, 10).nodes());
    }
  }

  @Test
  void tutorialIsTheTutorialsNetwork() {
    assertThat(preset("tutorial")).isEqualTo(Architecture.tutorial());
    assertThatThrownBy(() -> Network.of(preset("tutorial"), new Shape(1, 5, 5), 2))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("use a larger image size");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast", "accurate"})
  void residualNetworksHaveFewerThanAMillionParameters(String name) {
    for (Shape input : List.of(new Shape(1, 28, 28), new Shape(3, 64, 64))) {
      assertThat(Network.of(preset(name), input, 10).parameterCount()).isLessThan(1_000_000);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void saysEveryOptionOfLearningButThoseOfTheData(String name) {
    Path data = SmallData.ofThree(folder.resolve("data"), 12);
    Path file =
        SmallData.text(folder.resolve("preset.yaml"), espy("inspect", "--preset", name).out());

    // An option that it does not know, or a value out of range, would be refused.
    Outcome outcome =
        Espy.on(StandInEngine.idle())
            .run("train", data, "--run", folder.resolve("run"), "--epochs", 1, "--config", file);

    assertThat(outcome.status()).as(outcome.err()).isZero();
    List<String> options =
        new ArrayList<>(
            List.of(
                "epochs",
                "batch-size",
                "optimizer",
                "learning-rate",
                "schedule",
                "weight-decay",
                "clip",
                "label-smoothing",
                "averaging",
                "augment",
                "layers"));
    if (name.equals("accurate")) {
      // It learns from more of the images than others do.
      options.add(0, "validation");
    }
    if (name.equals("tutorial")) {
      // Adam has none; another optimiser has its own default.
      options.remove("weight-decay");
    }
    assertThat(espy("inspect", "--preset", name, "--json").json().propertyNames())
        .containsExactlyElementsOf(options);
  }

  @Test
  void theStandardOneIsTakenUnasked() throws IOException {
    Path data = SmallData.ofThree(folder.resolve("data"), 12);
    for (String name : new String[] {"asked", "unasked"}) {
      Object[] words = {"train", data, "--run", folder.resolve(name), "--epochs", 1};
      Espy.on(StandInEngine.idle())
          .run(
              name.equals("unasked")
                  ? words
                  : Stream.concat(Stream.of(words), Stream.of("--preset", Presets.STANDARD))
                      .toArray());
    }

    assertThat(Files.readAllLines(folder.resolve("unasked/config.yaml")))
        .contains("preset: " + Presets.STANDARD)
        .filteredOn(line -> !line.startsWith("run:"))
        .isSubsetOf(Files.readAllLines(folder.resolve("asked/config.yaml")));
  }

  @ParameterizedTest
  @MethodSource("names")
  void learnsWhatIsPlainToSee(String name) {
    // By colour: where something is, is the same to a network that averages over the image.
    Path data =
        SmallData.colour(folder.resolve("data/train.csv"))
            .header("id,label")
            .labelled(45, "red", "green", "blue")
            .write();

    Outcome outcome =
        Espy.real()
            .run(
                "train",
                data,
                "--run",
                folder.resolve("run"),
                "--preset",
                name,
                "--batch-size",
                4,
                "--epochs",
                6,
                "--json");

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.json().get("evaluation").get("accuracy").doubleValue()).isEqualTo(1);
  }
}
