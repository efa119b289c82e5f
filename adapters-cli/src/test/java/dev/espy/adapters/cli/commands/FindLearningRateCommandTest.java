package dev.espy.adapters.cli.commands;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.StandInEngine;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class FindLearningRateCommandTest {

  @TempDir Path folder;
  private Path data;
  private Path run;
  private Path softmax;

  @BeforeEach
  void writeData() {
    data = SmallData.ofThree(folder.resolve("data"), 30);
    run = folder.resolve("run");
    softmax = Trained.softmaxRegression(folder);
  }

  @Test
  void printsTheCurveAndARateThatWorks() {
    Outcome outcome =
        espy("train", data, "--run", run, "--architecture", softmax, "--find-learning-rate");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .startsWith("learning rate     loss\n")
        .containsPattern("\n +1\\.0e-05 +[0-9.]+ +#{10,40}\n")
        .containsPattern("\nTry --learning-rate [0-9.]+: a tenth of [0-9.e-]+, where the loss");
    assertThat(run).doesNotExist();

    String rate = outcome.out().replaceFirst("(?s).*--learning-rate ([0-9.]+):.*", "$1");
    JsonNode trained =
        espy(
                "train",
                data,
                "--run",
                run,
                "--architecture",
                softmax,
                "--learning-rate",
                rate,
                "--batch-size",
                8,
                "--epochs",
                30,
                "--json")
            .json();
    assertThat(trained.get("evaluation").get("accuracy").doubleValue()).isEqualTo(1);
  }

  @Test
  void printsEveryPointAsJson() {
    JsonNode json =
        espy("train", data, "--architecture", softmax, "--find-learning-rate", "--json").json();

    assertThat(json.propertyNames()).containsExactly("suggestion", "lowest", "points");
    assertThat(json.get("lowest").doubleValue())
        .isGreaterThan(9 * json.get("suggestion").doubleValue());
    assertThat(json.get("points").get(0).propertyNames())
        .containsExactlyInAnyOrder("learningRate", "loss", "smoothed");
  }

  @Test
  void saysSoWhereNothingIsLearned() {
    Outcome outcome = Espy.on(StandInEngine.idle()).run("train", data, "--find-learning-rate");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).contains("The loss does not fall at any learning rate");
  }

  @Test
  void isNotTakenFromAFile() {
    Path file = SmallData.text(folder.resolve("my.yaml"), "find-learning-rate: true\n");

    assertThat(espy("train", data, "--config", file).err())
        .contains("there is no option 'find-learning-rate'");
  }

  @Test
  void canBeInterrupted() {
    Outcome outcome =
        Espy.cancelledAt("images to learn from", "train", data, "--find-learning-rate");

    assertThat(outcome.status()).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(outcome.out()).isEmpty();
  }
}
