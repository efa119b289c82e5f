package dev.espy.adapters.cli.commands;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RunsCommandTest {

  @TempDir static Path shared;
  @TempDir Path folder;

  @BeforeAll
  static void train() throws Exception {
    Path run = Trained.onThree(shared);
    Outcome poor =
        espy(
            "train",
            shared.resolve("data"),
            "--run",
            shared.resolve("poor"),
            "--architecture",
            shared.resolve("softmax.yaml"),
            "--epochs",
            1,
            "--batch-size",
            24,
            "--learning-rate",
            0.000001);
    assertThat(poor.status()).isZero();
    Files.createDirectories(shared.resolve("torn"));
    Files.write(
        shared.resolve("torn/model.espy"),
        java.util.Arrays.copyOf(Files.readAllBytes(run.resolve("model.espy")), 100));
  }

  @Test
  void listsTheBestFirstWithWhatDiffers() {
    Outcome outcome = espy("runs", shared);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines().toList())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(
                        "run +accuracy +validated on +epoch +epochs +batch-size +learning-rate.*"),
            line -> assertThat(line).matches("run +1\\.0000 +6 +\\d+ +20 +8 +0\\.05.*"),
            line -> assertThat(line).matches("poor +\\d\\.\\d{4} +6 +1 +1 +24 +1\\.0E-6.*"),
            line -> assertThat(line).isEqualTo(shared.resolve("data") + ": holds no run"),
            line ->
                assertThat(line)
                    .startsWith(shared.resolve("torn/model.espy") + ": ")
                    .contains("not a whole zip file"));
  }

  @Test
  void printsTheJsonOfTheContract() {
    JsonNode json = espy("runs", shared, "--json").json();

    assertThat(json.propertyNames()).containsExactly("folder", "runs", "differing", "withoutModel");
    JsonNode best = json.get("runs").get(0);
    assertThat(best.propertyNames())
        .containsExactly(
            "run",
            "group",
            "training",
            "created",
            "createdBy",
            "engine",
            "platform",
            "dataSet",
            "trainingImages",
            "validationImages",
            "epoch",
            "validationAccuracy",
            "settings");
    assertThat(best.get("run").stringValue()).isEqualTo(shared.resolve("run").toString());
    assertThat(best.get("group").stringValue()).isEqualTo("A");
    assertThat(best.get("training").booleanValue()).isFalse();
    assertThat(best.get("settings").has("sample of learned images")).isFalse();
    assertThat(json.get("differing").toString())
        .startsWith("[\"epochs\",\"batch-size\"")
        .doesNotContain("run", "digest");
    assertThat(json.get("withoutModel").get(1).propertyNames())
        .containsExactlyInAnyOrder("folder", "reason");
  }

  @Test
  void marksRunsOfOtherData() throws Exception {
    for (String name : new String[] {"run", "poor"}) {
      Files.createDirectories(folder.resolve("runs/" + name));
      Files.copy(
          shared.resolve(name + "/model.espy"), folder.resolve("runs/" + name + "/model.espy"));
    }
    Path other = SmallData.ofThree(folder.resolve("data"), 40);
    Path run = Trained.on(other, folder);
    Files.move(run, folder.resolve("runs/other"));

    Outcome outcome = espy("runs", folder.resolve("runs"));

    assertThat(outcome.out())
        .containsPattern("run +group +accuracy")
        .containsPattern("other +[AB] +1\\.0000")
        .contains("Runs of different groups have different images");
  }

  @Test
  void refusesAFolderWithoutRuns() {
    Path missing = folder.resolve("missing");
    Outcome outcome = espy("runs", missing);
    assertThat(outcome.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(outcome.err())
        .isEqualTo(
            "espy: "
                + missing
                + ": there is no such folder; give the folder that holds the run folders\n");

    Outcome itself = espy("runs", shared.resolve("run"));
    assertThat(itself.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(itself.err()).contains("this is a run folder itself");
  }
}
