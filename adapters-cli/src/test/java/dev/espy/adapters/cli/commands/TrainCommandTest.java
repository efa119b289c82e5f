package dev.espy.adapters.cli.commands;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.ChildJvm;
import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.StandInEngine;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.wiring.Main;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainCommandTest {

  @TempDir Path folder;

  @Test
  void leavesARunFolder() throws IOException {
    Path run = Trained.onThree(folder);

    try (Stream<Path> files = Files.list(run)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "config.yaml",
              "history.csv",
              "model.espy",
              "checkpoint.espy",
              "evaluation.json",
              "confusion_matrix.csv",
              "validation_predictions.csv",
              "suspects.csv",
              "report.html");
    }
    List<String> history = Files.readAllLines(run.resolve("history.csv"));
    assertThat(history.get(0))
        .isEqualTo(
            "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate,seconds");
    assertThat(history).hasSize(21);
    assertThat(history.get(20)).matches("20,[0-9.]+,1,[0-9.]+,1,0\\.05,[0-9.]+");

    assertThat(Files.readAllLines(run.resolve("confusion_matrix.csv")))
        .containsExactly("truth,left,middle,right", "left,2,0,0", "middle,0,2,0", "right,0,0,2");

    List<String> predictions = Files.readAllLines(run.resolve("validation_predictions.csv"));
    assertThat(predictions).hasSize(7);
    assertThat(predictions.get(0)).isEqualTo("id,truth,label,confidence");
    assertThat(predictions.subList(1, 7)).allMatch(row -> row.matches("\\d+,(\\w+),\\1,[0-9.]+"));

    JsonNode evaluation = JsonMapper.shared().readTree(run.resolve("evaluation.json").toFile());
    assertThat(evaluation.get("images").intValue()).isEqualTo(6);
    assertThat(evaluation.get("accuracy").doubleValue()).isEqualTo(1);
  }

  @Test
  void printsWhatCameOfIt() {
    Path data = SmallData.ofThree(folder.resolve("data"), 30);
    Path run = folder.resolve("run");

    Outcome outcome = espy("train", data, "--run", run, "--epochs", 2);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("best epoch ", " of 2")
        .contains("always the most frequent label: 0.3333")
        .contains("report             " + run.resolve("report.html") + "\n")
        .contains(run.resolve("model.espy").toString());
    assertThat(outcome.err())
        .contains(
            data.resolve("train.csv")
                + ": image column 'id', label column 'label', images in "
                + data
                + "\n")
        .contains("24 images to learn from, 6 to validate on; 3 labels; input 8x8 grey")
        .contains("epoch 1/2  loss ")
        .contains("epoch 2/2  loss ")
        .doesNotContain("\033");
  }

  @Test
  void validatesOnLabelledImagesOfAFolderThatAreNotForTraining() {
    Path data = SmallData.ofThree(folder.resolve("data"), 12);
    Path other = SmallData.ofThree(folder.resolve("other"), 9);
    SmallData.text(other.resolve("labels.csv"), "id,label\n1,left\n2,middle\n3,right\n");

    Outcome outcome =
        espy(
            "train",
            data,
            "--validation-data",
            other,
            "--run",
            folder.resolve("run"),
            "--epochs",
            1);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err())
        .contains("12 images to learn from, 3 to validate on")
        .contains(data.resolve("train.csv") + ": ", other.resolve("labels.csv") + ": ");
  }

  @Test
  void printsJsonWhenAskedTo() {
    Path data = SmallData.ofThree(folder.resolve("data"), 30);
    Path run = folder.resolve("run");

    JsonNode json = espy("train", data, "--run", run, "--epochs", 1, "--json").json();

    assertThat(json.propertyNames())
        .containsExactly(
            "run",
            "model",
            "report",
            "finished",
            "epochs",
            "bestEpoch",
            "majorityBaseline",
            "evaluation",
            "suspects",
            "judged",
            "unreadable");
    assertThat(json.get("finished").booleanValue()).isTrue();
    assertThat(json.get("bestEpoch").intValue()).isEqualTo(1);
    assertThat(json.get("evaluation").get("images").intValue()).isEqualTo(6);
  }

  @Test
  void namesTheRunFolderByDateAndTimeUnlessToldOtherwise() throws Exception {
    // It lies in the working directory, so this takes another process, and data that it refuses.
    Path data =
        SmallData.grey(folder.resolve("data/train.csv"))
            .header("id,label")
            .labelled(2, "a")
            .write();

    Outcome outcome = new ChildJvm(Main.class, folder).run("train", data);

    assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.BAD_INPUT);
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      assertThat(runs.toList())
          .singleElement()
          .satisfies(run -> assertThat(run.resolve("config.yaml")).isRegularFile())
          .extracting(run -> run.getFileName().toString())
          .asString()
          .matches("\\d{4}-\\d\\d-\\d\\d_\\d\\d-\\d\\d-\\d\\d");
    }
  }

  @Test
  void takesLabelsOfAnyText() {
    Path data =
        SmallData.grey(folder.resolve("data/train.csv"))
            .header("id,label")
            .labelled(30, "0", "T-shirt/top", "犬, \"inu\"")
            .write();

    Path run = Trained.on(data, folder);

    assertThat(run.resolve("confusion_matrix.csv"))
        .hasContent(
            """
            truth,0,T-shirt/top,"犬, ""inu""\"
            0,2,0,0
            T-shirt/top,0,2,0
            "犬, ""inu""\",0,0,2
            """);
    assertThat(espy("inspect", run, "--json").json().get("labels").values())
        .extracting(JsonNode::stringValue)
        .containsExactly("0", "T-shirt/top", "犬, \"inu\"");
  }

  @Test
  void learnsFromColour() {
    Path data =
        SmallData.colour(folder.resolve("data/labels.csv"))
            .header("image,class")
            .labelled(30, "red", "green", "blue")
            .write();

    Path run = Trained.on(data, folder);

    JsonNode input = espy("inspect", run, "--json").json().get("input");
    assertThat(input.get("channels").intValue()).isEqualTo(3);
    assertThat(input.get("width").intValue()).isEqualTo(10);
    assertThat(input.get("height").intValue()).isEqualTo(6);
    assertThat(espy("validate", run, data, "--json").json().get("accuracy").doubleValue())
        .isEqualTo(1);
  }

  @Test
  void bringsImagesToTheSizeAndColourAskedFor() {
    Path data = SmallData.ofThree(folder.resolve("data"), 6);
    Path run = folder.resolve("run");
    espy(
        "train",
        data,
        "--run",
        run,
        "--epochs",
        1,
        "--image-size",
        "12x9",
        "--color",
        "colour",
        "--architecture",
        Trained.softmaxRegression(folder));

    JsonNode input = espy("inspect", run, "--json").json().get("input");

    assertThat(input.get("channels").intValue()).isEqualTo(3);
    assertThat(input.get("width").intValue()).isEqualTo(12);
    assertThat(input.get("height").intValue()).isEqualTo(9);
  }

  @Test
  void readsDataFromAZip() throws IOException {
    Path data = SmallData.ofThree(folder.resolve("data"), 30);
    Path zip = folder.resolve("data.zip");
    try (FileSystem inside =
            FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of("create", "true"));
        Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        Files.copy(file, inside.getPath("/" + file.getFileName()));
      }
    }

    Path run = Trained.on(zip, folder);

    assertThat(espy("validate", run, zip, "--json").json().get("accuracy").doubleValue())
        .isEqualTo(1);
  }

  @Test
  void validatesOnOtherDataWhenGivenIt() throws IOException {
    Path data = SmallData.ofThree(folder.resolve("data"), 30);
    Path other = SmallData.ofThree(folder.resolve("other"), 9);
    Path run = folder.resolve("run");

    Outcome outcome = espy("train", data, "--run", run, "--validation-data", other, "--epochs", 1);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).contains("30 images to learn from, 9 to validate on");
    assertThat(Files.readAllLines(run.resolve("validation_predictions.csv"))).hasSize(10);
    assertThat(Files.readString(run.resolve("config.yaml")))
        .contains("validation-data: " + other)
        .doesNotContain("validation: ");
  }

  @Test
  void learnsFromAllImagesWithoutValidation() throws IOException {
    Path data = SmallData.ofThree(folder.resolve("data"), 30);
    Path run = folder.resolve("run");

    Outcome outcome =
        espy("train", data, "--run", run, "--validation", 0, "--epochs", 2, "--preset", "tutorial");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).contains("best epoch         2 of 2", "not validated");
    assertThat(outcome.err()).contains("30 images to learn from, 0 to validate on");
    assertThat(Files.readAllLines(run.resolve("history.csv")).get(1))
        .matches("1,[0-9.]+,[0-9.]+,,,0\\.001,[0-9.]+");
    assertThat(run.resolve("validation_predictions.csv")).doesNotExist();
    assertThat(run.resolve("evaluation.json")).doesNotExist();
    assertThat(espy("validate", run, data).status()).isZero();
  }

  @Test
  void stopsWhenPatienceIsAtItsEnd() throws IOException {
    Path data = SmallData.ofThree(folder.resolve("data"), 30);
    Path run = folder.resolve("run");

    // A rate this small changes no weight: no epoch is better than the first.
    Outcome outcome =
        espy(
            "train",
            data,
            "--run",
            run,
            "--patience",
            2,
            "--epochs",
            50,
            "--learning-rate",
            "1e-30",
            "--architecture",
            Trained.softmaxRegression(folder));

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).contains("best epoch         1 of 3");
    assertThat(outcome.err())
        .contains("Stopped: no epoch since epoch 1 was better, and patience is 2.");
    assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(4);
  }

  @Test
  void goesOnWithoutUnreadableImages() {
    Path data =
        SmallData.grey(folder.resolve("data/train.csv"))
            .header("id,label")
            .labelled(30, "left", "middle")
            .row("missing,left")
            .write();
    Path run = folder.resolve("run");

    Outcome outcome = espy("train", data, "--run", run, "--epochs", 1, "--validation", 0, "--json");

    assertThat(outcome.status()).isEqualTo(ExitStatus.UNREADABLE_IMAGES);
    assertThat(outcome.json().get("unreadable").intValue()).isEqualTo(1);
    assertThat(outcome.err()).contains("1 image could not be read", "row 32, 'missing': no such");
  }

  @Test
  void givesTheSameModelForTheSameSeed() {
    Path data = SmallData.ofThree(folder.resolve("data"), 30);

    assertThat(accuracyAndLoss(data, "a", 5))
        .isEqualTo(accuracyAndLoss(data, "b", 5))
        .isNotEqualTo(accuracyAndLoss(data, "c", 6));
  }

  private String accuracyAndLoss(Path data, String run, long seed) {
    JsonNode json =
        espy("train", data, "--run", folder.resolve(run), "--seed", seed, "--epochs", 2, "--json")
            .json()
            .get("evaluation");
    return json.get("accuracy") + " " + json.get("loss");
  }

  @Test
  void keepsTheBestEpochWhenCancelled() throws IOException {
    Path data = SmallData.ofThree(folder.resolve("data"), 30);
    Path run = folder.resolve("run");

    Outcome outcome =
        Espy.cancelledAt("epoch 1/1000", "train", data, "--run", run, "--epochs", 1000, "--json");

    assertThat(outcome.status()).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(outcome.json().get("finished").booleanValue()).isFalse();
    assertThat(outcome.json().get("bestEpoch").intValue()).isEqualTo(1);
    assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(2);
    assertThat(run.resolve("evaluation.json")).exists();
    assertThat(espy("validate", run, data).status()).isZero();
  }

  @Test
  void saysSoWhenCancelledBeforeAnythingWasLearned() {
    Path data = SmallData.ofThree(folder.resolve("data"), 30);
    Path run = folder.resolve("run");

    Outcome outcome = Espy.cancelledAt("images to learn from", "train", data, "--run", run);

    assertThat(outcome.status()).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(outcome.err()).contains("Interrupted: stopped before all images were read.");
    assertThat(outcome.out()).isEmpty();
    assertThat(run.resolve("model.espy")).doesNotExist();
  }

  @Test
  void aboveAThousandLabelsTheFilesHoldThePairsThatOccur() throws IOException {
    String[] labels =
        IntStream.range(0, 1001).mapToObj(i -> "l%04d".formatted(i)).toArray(String[]::new);
    Path data =
        SmallData.grey(folder.resolve("many/train.csv"))
            .header("id,label")
            .labelled(2002, labels)
            .write();
    Path run = folder.resolve("run-of-many");

    Outcome outcome =
        Espy.on(StandInEngine.idle())
            .run(
                "train", data, "--run", run, "--epochs", 1, "--validation", 0.5, "--preset", "mlp");

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(Files.readAllLines(run.resolve("confusion_matrix.csv")))
        .hasSize(1002)
        .startsWith("truth,label,count", "l0000,l0000,1", "l0001,l0000,1");
    JsonNode confusion =
        JsonMapper.shared()
            .readTree(Files.readString(run.resolve("evaluation.json")))
            .get("confusion");
    assertThat(confusion.propertyNames()).containsExactly("labels", "pairs");
    assertThat(confusion.get("labels")).hasSize(1001);
    assertThat(confusion.get("pairs")).hasSize(1001);
    assertThat(confusion.get("pairs").get(1).toString())
        .isEqualTo("{\"truth\":\"l0001\",\"label\":\"l0000\",\"count\":1}");
  }
}
