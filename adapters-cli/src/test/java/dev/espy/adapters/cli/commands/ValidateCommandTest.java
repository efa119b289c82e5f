package dev.espy.adapters.cli.commands;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ValidateCommandTest {

  @TempDir static Path shared;
  private static Path run;
  @TempDir Path folder;

  @BeforeAll
  static void train() {
    run = Trained.onThree(shared);
  }

  private Path data(int images, String... labels) {
    return SmallData.grey(folder.resolve("labels.csv"))
        .header("id,label")
        .labelled(images, labels)
        .write();
  }

  @Test
  void printsFiguresForAPerson() {
    Outcome outcome = espy("validate", run, data(9, "left", "middle", "right"));

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("images             9\n")
        .contains("accuracy           1.0000  (95 % interval 0.7009 to 1.0000; always the most")
        .contains("balanced accuracy  1.0000", "macro-F1           1.0000")
        .containsPattern(
            "middle\\s+1\\.0000  0\\.439-1\\.000  1\\.0000  0\\.439-1\\.000  1\\.0000  1\\.0000\\s+3\n")
        .doesNotContain("mistakes");
  }

  @Test
  void printsTheJsonOfTheContract() {
    JsonNode json = espy("validate", run, data(9, "left", "middle", "right"), "--json").json();

    assertThat(json.propertyNames())
        .containsExactly(
            "images",
            "accuracy",
            "accuracyInterval",
            "balancedAccuracy",
            "macroF1",
            "weightedF1",
            "meanAveragePrecision",
            "averagePrecisionExact",
            "loss",
            "top5Accuracy",
            "calibrationError",
            "calibrationErrorBefore",
            "reliability",
            "reliabilityBefore",
            "coverage",
            "unknownLabels",
            "absentLabels",
            "perLabel",
            "confusion");
    assertThat(json.get("perLabel").get(0).propertyNames())
        .containsExactly(
            "label",
            "precision",
            "precisionInterval",
            "recall",
            "recallInterval",
            "f1",
            "averagePrecision",
            "support");
    assertThat(json.get("coverage").get(0).propertyNames())
        .containsExactly("confidence", "images", "answered", "accuracy", "interval");
    assertThat(json.get("reliability").get(0).propertyNames())
        .containsExactly("images", "confidence", "accuracy");
    assertThat(json.get("accuracyInterval").get(1).doubleValue()).isEqualTo(1);
    assertThat(json.get("averagePrecisionExact").booleanValue()).isTrue();
    assertThat(json.get("meanAveragePrecision").doubleValue()).isEqualTo(1);
    assertThat(json.get("confusion").propertyNames()).containsExactly("labels", "matrix");
    assertThat(json.get("confusion").get("matrix").toString())
        .isEqualTo("[[3,0,0],[0,3,0],[0,0,3]]");
  }

  @Test
  void saysThatTheModelLearnedFromTheseVeryImages() throws IOException {
    Outcome all = espy("validate", run, shared.resolve("data"), "--json");
    assertThat(all.status()).isZero();
    assertThat(all.err()).contains("learned from 24 of these 30 images");
    assertThat(all.json().get("images").intValue()).isEqualTo(30);
    Path copy = Files.createDirectories(folder.resolve("copy"));
    Files.copy(shared.resolve("data/1.png"), copy.resolve("again.png"));
    Files.copy(shared.resolve("data/2.png"), copy.resolve("other.png"));
    Files.copy(shared.resolve("data/3.png"), copy.resolve("third.png"));
    Files.writeString(
        copy.resolve("few.csv"), "photo,label\nagain,left\nother,middle\nthird,right\n");
    assertThat(espy("validate", run, copy).err()).contains("The model learned from ");
    Outcome own =
        espy(
            "validate",
            run,
            run.resolve("validation_predictions.csv"),
            "--images",
            shared.resolve("data"),
            "--label-column",
            "truth");
    assertThat(own.status()).isZero();
    assertThat(own.err()).doesNotContain("The model learned from");
  }

  @Test
  void takesLabelledImagesThatAreNotForTraining() {
    SmallData.grey(folder.resolve("test.csv"))
        .header("id,label")
        .labelled(9, "left", "middle", "right")
        .write();
    SmallData.text(folder.resolve("train.csv"), "id,label\n1,left\n");

    Outcome outcome = espy("validate", run, folder, "--json");

    assertThat(outcome.json().get("images").intValue()).isEqualTo(9);
    assertThat(outcome.err())
        .contains(
            folder.resolve("test.csv")
                + ": image column 'id', label column 'label', images in "
                + folder
                + "\n");
  }

  @Test
  void matchesLabelsByNameNotByOrder() {
    Path data =
        SmallData.grey(folder.resolve("labels.csv"))
            .header("label,id")
            .row("right,r")
            .row("left,l")
            .write();
    copy(2, "l");
    copy(3, "r");

    JsonNode json = espy("validate", run, data, "--json").json();

    assertThat(json.get("accuracy").doubleValue()).isEqualTo(0.5);
    assertThat(json.get("confusion").get("labels").toString())
        .isEqualTo("[\"left\",\"middle\",\"right\"]");
    // Image 2 shows 'middle' but is called 'left' here; image 3 is a true 'right'.
    assertThat(json.get("confusion").get("matrix").toString())
        .isEqualTo("[[0,1,0],[0,0,0],[0,0,1]]");
  }

  private void copy(int image, String name) {
    try {
      Files.copy(shared.resolve("data/" + image + ".png"), folder.resolve(name + ".png"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void countsLabelsThatTheModelDoesNotKnowAsMistakes() {
    Outcome outcome = espy("validate", run, data(9, "left", "middle", "up"), "--json");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).contains("The model does not know the label 'up'");
    assertThat(outcome.json().get("accuracy").doubleValue()).isEqualTo(6 / 9.0);
    assertThat(outcome.json().get("unknownLabels").toString())
        .isEqualTo("{\"labels\":1,\"images\":3}");
    assertThat(outcome.json().get("absentLabels").intValue()).isEqualTo(1);
    JsonNode absent = outcome.json().get("perLabel").get(2);
    assertThat(absent.get("averagePrecision").isNull()).isTrue();
    assertThat(absent.get("recallInterval").toString()).isEqualTo("[0.0,1.0]");
    assertThat(outcome.json().get("confusion").get("labels").toString())
        .isEqualTo("[\"left\",\"middle\",\"right\",\"up\"]");
    assertThat(outcome.json().get("confusion").get("matrix").toString())
        .isEqualTo("[[3,0,0,0],[0,3,0,0],[0,0,0,0],[0,0,3,0]]");
  }

  @Test
  void namesTheMostFrequentMistakes() {
    Outcome outcome = espy("validate", run, data(9, "left", "right", "middle"));

    assertThat(outcome.out())
        .contains("Most frequent mistakes:")
        .contains("3  'right' taken for 'middle'");
  }

  @Test
  void writesTruthAndAnswersWhenAskedTo() throws IOException {
    Path output = folder.resolve("out/answers.csv");

    Outcome outcome = espy("validate", run, data(3, "left", "middle", "right"), "--output", output);

    assertThat(outcome.status()).isZero();
    assertThat(Files.readAllLines(output))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo("id,truth,label,confidence"),
            row -> assertThat(row).startsWith("1,left,left,0."),
            row -> assertThat(row).startsWith("2,middle,middle,0."),
            row -> assertThat(row).startsWith("3,right,right,0."));
  }

  @Test
  void leavesOutRowsWithoutLabelAndImagesThatCannotBeRead() {
    Path data =
        SmallData.grey(folder.resolve("labels.csv"))
            .header("id,label")
            .labelled(3, "left", "middle", "right")
            .row("1,")
            .row("gone,left")
            .write();

    Outcome outcome = espy("validate", run, data, "--json");

    assertThat(outcome.status()).isEqualTo(ExitStatus.UNREADABLE_IMAGES);
    assertThat(outcome.json().get("images").intValue()).isEqualTo(3);
    assertThat(outcome.err())
        .contains("1 row has no label and was left out.")
        .contains("1 image could not be read:")
        .contains("row 6, 'gone': no such file");
  }

  @Test
  void saysThatItWasInterruptedBeforeAnImageWasClassified() {
    Path data = data(9, "left", "middle", "up");

    Outcome outcome = Espy.cancelledAt("does not know the label", "validate", run, data);

    assertThat(outcome.status()).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(outcome.err()).contains("Interrupted: stopped before an image was classified.");
  }
}
