package dev.espy.adapters.cli.commands;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.safetensors.EspyModelFiles;
import dev.espy.domain.confidence.Calibration;
import dev.espy.domain.confidence.Coverage;
import dev.espy.domain.confidence.Temperature;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class InspectCommandTest {

  @TempDir static Path folder;
  private static Path run;

  @BeforeAll
  static void train() {
    run = Trained.onThree(folder);
  }

  @Test
  void describesAModelForAPerson() {
    Outcome outcome = espy("inspect", run);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("labels      3: left, middle, right\n")
        .contains("input       8x8 grey\n")
        .contains("parameters  195\n")
        .contains("engine      Stand-in 1 (")
        .containsPattern("trained     on 24 images of .*data; weights of epoch \\d+\n")
        .contains("validated   on 6 images, accuracy 1.0000")
        .contains("calibrated  no\n")
        .containsPattern("output +3 +195\n");
  }

  @Test
  void describesAModelAsJson() {
    JsonNode json = espy("inspect", run.resolve("model.espy"), "--json").json();

    assertThat(json.propertyNames())
        .containsExactly(
            "model", "labels", "input", "parameters", "layers", "calibration", "provenance");
    assertThat(json.get("parameters").intValue()).isEqualTo(195);
    assertThat(json.get("layers").size()).isZero();
    JsonNode provenance = json.get("provenance");
    assertThat(provenance.get("trainingImages").intValue()).isEqualTo(24);
    assertThat(provenance.get("settings").get("learning-rate").stringValue()).isEqualTo("0.05");
  }

  private static Path saved(String name, @Nullable Calibration calibration) {
    Path file = SmallData.text(folder.resolve(name + "/model.espy"), "");
    new EspyModelFiles().save(new EspyModelFiles().load(run).with(calibration), file);
    return file;
  }

  @Test
  void describesTheCalibration() {
    Coverage coverage =
        new Coverage(List.of(new Coverage.Step(0.5, 500, 400), new Coverage.Step(0.9, 1500, 1497)));
    Path file =
        saved(
            "calibrated",
            new Calibration(
                new Temperature(0.625f),
                0.078,
                0.0125,
                coverage,
                List.of(1000, 500, 500),
                List.of(900, 600, 500)));

    assertThat(espy("inspect", file).out())
        .contains(
            "calibrated  on 2,000 images, temperature 0.6250; calibration error 0.0780 before,"
                + " 0.0125 after (cross-fitted)\n");
    JsonNode calibration = espy("inspect", file, "--json").json().get("calibration");
    assertThat(calibration.propertyNames())
        .containsExactly("temperature", "errorBefore", "error", "images", "coverage");
    assertThat(calibration.get("temperature").doubleValue()).isEqualTo(0.625);
    assertThat(calibration.get("errorBefore").doubleValue()).isEqualTo(0.078);
    assertThat(calibration.get("error").doubleValue()).isEqualTo(0.0125);
    assertThat(calibration.get("images").intValue()).isEqualTo(2000);
    JsonNode rows = calibration.get("coverage");
    assertThat(rows.size()).isEqualTo(Coverage.USUAL.size());
    assertThat(rows.get(0).toString())
        .isEqualTo("{\"confidence\":0.0,\"answered\":1.0,\"accuracy\":0.9485}");
    assertThat(rows.get(5).toString())
        .isEqualTo("{\"confidence\":0.9,\"answered\":0.75,\"accuracy\":0.998}");
    assertThat(rows.get(6).toString())
        .isEqualTo("{\"confidence\":0.95,\"answered\":0.0,\"accuracy\":null}");
  }

  @Test
  void saysThatAModelIsNotCalibrated() {
    Path file = saved("uncalibrated", null);

    assertThat(espy("inspect", file).out()).contains("calibrated  no\n");
    assertThat(espy("inspect", file, "--json").json().get("calibration").isNull()).isTrue();
  }

  @Test
  void printsAPresetThatTrainTakesAsItIs() {
    Outcome preset = espy("inspect", "--preset", "tutorial");

    assertThat(preset.status()).isZero();
    assertThat(preset.out())
        .startsWith("# The network of the")
        .contains("\nepochs: 10\n", "\nlayers:\n", "convolution: {filters: 64");
    Path file = SmallData.text(folder.resolve("tutorial.yaml"), preset.out());
    Path copy = folder.resolve("copy");
    assertThat(
            espy("train", folder.resolve("data"), "--run", copy, "--epochs", 1, "--config", file)
                .status())
        .isZero();
    JsonNode layers = espy("inspect", copy, "--json").json().get("layers");
    assertThat(layers.size()).isEqualTo(6);
    assertThat(layers.get(1).get("convolution").get("filters").intValue()).isEqualTo(64);
  }

  @Test
  void printsAPresetAsJson() {
    JsonNode json = espy("inspect", "--preset", "accurate", "--json").json();

    assertThat(json.get("schedule").stringValue()).isEqualTo("one-cycle");
    assertThat(json.get("layers").size()).isEqualTo(6);
  }

  @Test
  void takesEitherAModelOrAPreset() {
    for (Object[] words : new Object[][] {{"inspect"}, {"inspect", run, "--preset", "tutorial"}}) {
      Outcome outcome = espy(words);

      assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
      assertThat(outcome.err()).contains("give either MODEL or --preset NAME");
    }
  }
}
