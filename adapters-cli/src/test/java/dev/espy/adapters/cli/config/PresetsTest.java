package dev.espy.adapters.cli.config;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.StandInEngine;
import dev.espy.domain.Shape;
import dev.espy.domain.recipe.Preset;
import dev.espy.domain.recipe.Recipe;
import dev.espy.domain.recipe.RecipeCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresetsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void isPrintedAsAFileThatGivesItsRecipe(Preset preset) throws IOException {
    Path data = SmallData.ofThree(folder.resolve("data"), 12);
    Path run = folder.resolve("run");
    String printed = espy("inspect", "--preset", preset).out();
    Path file = SmallData.text(folder.resolve("preset.yaml"), printed);

    // An option that it does not know, or a value out of range, would be refused.
    Outcome outcome =
        Espy.on(StandInEngine.idle())
            .run("train", data, "--run", run, "--epochs", 1, "--image-size", 8, "--config", file);

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(recipe(run.resolve("config.yaml")))
        .isEqualTo(
            preset.recipe().resolved().toBuilder().epochs(1).input(new Shape(1, 8, 8)).build());
    assertThat(recipe(file)).isEqualTo(preset.recipe());
    assertThat(printed)
        .startsWith("# ")
        .contains("layers:\n- ")
        .satisfies(text -> assertThat(text.lines()).allMatch(line -> line.length() <= 110));
    assertThat(espy("inspect", "--preset", preset, "--json").json().propertyNames())
        .contains("learning-rate", "layers")
        .doesNotContain("preset");
  }

  private static Recipe recipe(Path file) {
    return RecipeCodec.read(Yaml.settings("it", Yaml.text(file))).recipe();
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
                  : Stream.concat(Stream.of(words), Stream.of("--preset", Preset.STANDARD))
                      .toArray());
    }

    assertThat(Files.readAllLines(folder.resolve("unasked/config.yaml")))
        .contains("preset: " + Preset.STANDARD)
        .filteredOn(line -> !line.startsWith("run:"))
        .isSubsetOf(Files.readAllLines(folder.resolve("asked/config.yaml")));
  }

  @ParameterizedTest
  @EnumSource
  void learnsWhatIsPlainToSee(Preset preset) {
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
                preset,
                "--batch-size",
                4,
                "--epochs",
                6,
                "--json");

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.json().get("evaluation").get("accuracy").doubleValue()).isEqualTo(1);
  }
}
