package dev.espy.adapters.cli.commands;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.StandInEngine;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.run.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PredictCommandTest {

  @TempDir static Path shared;
  private static Path run;
  @TempDir Path folder;
  private Path output;

  @BeforeAll
  static void train() {
    run = Trained.onThree(shared);
  }

  @BeforeEach
  void chooseOutput() {
    output = folder.resolve("out/predictions.csv");
  }

  private Path data(int images) {
    return SmallData.grey(folder.resolve("data/test.csv"))
        .header("image_names")
        .unlabelled(images)
        .write();
  }

  @Test
  void labelsEveryRowInItsOrder() throws IOException {
    Outcome outcome = espy("predict", run, data(4), "--output", output);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).isEqualTo("4 images labelled in %s%n".formatted(output));
    assertThat(Files.readAllLines(output))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo("image_names,label,confidence"),
            row -> assertThat(row).matches("1,left,0\\.\\d+"),
            row -> assertThat(row).matches("2,middle,0\\.\\d+"),
            row -> assertThat(row).matches("3,right,0\\.\\d+"),
            row -> assertThat(row).matches("4,left,0\\.\\d+"));
    assertThat(output.resolveSibling("predictions.errors.csv")).doesNotExist();
  }

  @Test
  void takesTheImagesThatAreNotForTraining() throws IOException {
    Path data = data(2);
    SmallData.text(data.resolve("train.csv"), "image_names,label\n1,left\n");

    Outcome outcome = espy("predict", run, data, "--output", output, "--json");

    assertThat(outcome.json().get("classified").intValue()).isEqualTo(2);
    assertThat(outcome.err())
        .contains(
            data.resolve("test.csv") + ": image column 'image_names', images in " + data + "\n");
  }

  @Test
  void takesAModelFileAsWellAsARunFolder() {
    assertThat(espy("predict", run.resolve("model.espy"), data(1), "-o", output).status()).isZero();

    assertThat(output).isRegularFile();
  }

  @Test
  void givesTheMostProbableLabels() throws IOException {
    espy("predict", run, data(2), "--output", output, "--top-k", 2);

    List<String> rows = Files.readAllLines(output);
    assertThat(rows.get(0)).isEqualTo("image_names,label,confidence,label_2,confidence_2");
    String[] cells = rows.get(1).split(",");
    assertThat(cells).hasSize(5);
    assertThat(cells[1]).isEqualTo("left");
    assertThat(cells[3]).isIn("middle", "right");
    assertThat(Double.parseDouble(cells[2])).isGreaterThan(Double.parseDouble(cells[4]));
  }

  @Test
  void givesNoMoreLabelsThanThereAre() throws IOException {
    espy("predict", run, data(1), "--output", output, "--top-k", 1000);

    assertThat(Files.readAllLines(output).get(0)).endsWith(",label_3,confidence_3");
  }

  @Test
  void leavesTheLabelEmptyBelowTheLeastConfidence() throws IOException {
    espy("predict", run, data(1), "--output", output, "--min-confidence", 1);

    assertThat(Files.readAllLines(output).get(1)).matches("1,,0\\.\\d+");
  }

  @Test
  void leavesUnreadableImagesEmptyAndNamesThem() throws IOException {
    Path data =
        SmallData.grey(folder.resolve("data/test.csv"))
            .header("id")
            .unlabelled(1)
            .row("gone")
            .row("text")
            .unlabelled(1)
            .write();
    SmallData.text(data.resolve("text.png"), "no image at all");

    Outcome outcome = espy("predict", run, data, "--output", output, "--json", "--top-k", 2);

    assertThat(outcome.status()).isEqualTo(ExitStatus.UNREADABLE_IMAGES);
    JsonNode json = outcome.json();
    assertThat(json.propertyNames())
        .containsExactly("output", "finished", "classified", "unreadable");
    assertThat(json.get("classified").intValue()).isEqualTo(2);
    assertThat(json.get("unreadable").intValue()).isEqualTo(2);
    List<String> rows = Files.readAllLines(output);
    assertThat(rows).hasSize(5);
    assertThat(rows.subList(2, 4)).containsExactly("gone,,,,", "text,,,,");
    assertThat(Files.readAllLines(output.resolveSibling("predictions.errors.csv")))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo("row,id,reason"),
            row -> assertThat(row).startsWith("3,gone,no such file"),
            row -> assertThat(row).startsWith("4,text,"));
    assertThat(outcome.err()).contains("2 images could not be read", "row 3, 'gone'");
  }

  @Test
  void doesNotNeedALabelColumnAndIgnoresOne() throws IOException {
    Path data =
        SmallData.grey(folder.resolve("data/test.csv"))
            .header("id,label")
            .labelled(1, "nonsense")
            .write();

    assertThat(espy("predict", run, data, "--output", output).status()).isZero();

    assertThat(Files.readAllLines(output).get(1)).startsWith("1,left,");
  }

  @Test
  void keepsAPartWhenInterrupted() throws IOException {
    Path data = data(40);
    Files.createDirectories(output.getParent());
    Files.writeString(output, "of an earlier run");

    Cancellation cancellation = new Cancellation();
    Outcome outcome =
        Espy.on(StandInEngine.cancelling(cancellation), cancellation)
            .run("predict", run, data, "--output", output, "--batch-size", 3, "--json");

    assertThat(outcome.status()).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(outcome.json().get("finished").booleanValue()).isFalse();
    assertThat(outcome.json().get("classified").intValue()).isEqualTo(3);
    assertThat(outcome.err()).contains("predicting: 3 images in");
    assertThat(output).hasContent("of an earlier run");
    assertThat(Files.readAllLines(output.resolveSibling("predictions.part.csv"))).hasSize(4);
  }

  @Test
  void aNameMayBeAsLongAsTheFileSystemAllows() throws IOException {
    Path data = data(2);
    for (String letter : List.of("a", "\u72ac")) {
      int bytes = letter.getBytes(StandardCharsets.UTF_8).length;
      // 234 characters, and as many as leave room for .part.errors.csv
      for (int length : new int[] {234, 255 - ".part.errors.csv".length() + ".csv".length()}) {
        Path output =
            folder.resolve(
                "x".repeat((length - 4) % bytes) + letter.repeat((length - 4) / bytes) + ".csv");
        Outcome outcome = espy("predict", run, data, "-o", output);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(output).isRegularFile();
      }
    }

    Path tooLong = folder.resolve("a".repeat(243) + ".csv");
    Outcome outcome = espy("predict", run, data, "-o", tooLong);
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.FAILED);
    assertThat(outcome.err())
        .contains(".part.errors.csv: cannot be written: File name too long")
        .doesNotContain("images read");
    assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".tmp"));
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void refusesAModelWhoseAnswersAreNoNumbers() throws IOException {
    Path model = Trained.overflowing(folder);
    SmallData.text(output, "of yesterday");

    for (String engine : List.of("onnx", "dl4j")) {
      Outcome outcome =
          Espy.real().run("predict", model, data(4), "-o", output, "--engine", engine);

      assertThat(outcome.status()).as(outcome.err()).isEqualTo(3);
      assertThat(outcome.err()).contains(model + ": ", "are not numbers", "learning rate");
    }
    for (String[] words : new String[][] {{"validate"}, {"export", "--format", "onnx", "--data"}}) {
      List<Object> command = new ArrayList<>(List.of(words[0], model));
      command.addAll(List.of(words).subList(1, words.length));
      command.addAll(List.of(SmallData.ofThree(folder.resolve("labelled"), 3), "-o", output));
      Outcome outcome = Espy.real().run(command.toArray());
      assertThat(outcome.status()).as(outcome.err()).isEqualTo(3);
      assertThat(outcome.err()).contains(model + ": ", "are not numbers");
    }
    assertThat(output).hasContent("of yesterday");
    try (Stream<Path> left = Files.list(output.getParent())) {
      assertThat(left).containsExactly(output);
    }
  }
}
