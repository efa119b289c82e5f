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
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CompareCommandTest {

  private static final String PREDICTIONS = "validation_predictions.csv";

  @TempDir static Path shared;
  private static Path run;
  private static Path poor;
  @TempDir Path folder;

  @BeforeAll
  static void train() {
    run = Trained.onThree(shared);
    poor = shared.resolve("poor");
    Outcome outcome =
        espy(
            "train",
            shared.resolve("data"),
            "--run",
            poor,
            "--architecture",
            shared.resolve("softmax.yaml"),
            "--epochs",
            1,
            "--batch-size",
            24,
            "--learning-rate",
            0.000001);
    assertThat(outcome.status()).isZero();
  }

  /** Returns a copy of the good run with other answers. */
  private Path copy(UnaryOperator<String> change) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("copy"));
    Files.copy(run.resolve("model.espy"), copy.resolve("model.espy"));
    String answers = Files.readString(run.resolve(PREDICTIONS));
    Files.writeString(copy.resolve(PREDICTIONS), change.apply(answers));
    return copy;
  }

  private Path data(int images, String... labels) {
    return SmallData.grey(folder.resolve("data/labels.csv"))
        .header("photo,label")
        .labelled(images, labels)
        .write();
  }

  private static void refused(int status, String sentence, Object... words) {
    Outcome outcome = espy(words);
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(status);
    assertThat(outcome.err()).contains("espy: ", sentence).doesNotContain("bug in Espy");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void comparesTheStoredAnswersOfTwoTrainings() throws IOException {
    Path output = folder.resolve("differences.csv");

    Outcome outcome = espy("compare", run, poor, "--output", output);

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("run 1              " + run + "\n", "run 2              " + poor + "\n")
        .contains("images             6\n")
        .containsPattern("accuracy of run 1  1\\.0000  \\(95 % interval: 0\\.6097 to 1\\.0000\\)\n")
        .contains("only run 2 right   0\n")
        .containsPattern("p-value            \\d\\.\\d{4}  \\(McNemar's exact test\\)")
        .containsPattern("label +images +recall 1 +recall 2 +difference\n");
    assertThat(Files.readAllLines(output)).startsWith("id,truth,label_1,label_2");
  }

  @Test
  void saysThatADifferenceMayBeChance() throws IOException {
    Path copy = copy(answers -> answers.replaceFirst(",left,left,", ",left,right,"));

    Outcome outcome = espy("compare", run, copy);

    assertThat(outcome.out())
        .contains("both right         5\n", "only run 1 right   1\n")
        .contains("p-value            1.0000")
        .contains(
            "The difference may be chance: run 1 is right more often, but p is not below 0.05.\n")
        .containsPattern("left +2 +1\\.0000 +0\\.5000 +-0\\.5000\n")
        .contains("The runs answer differently for 1 image:\n")
        .containsPattern("  '\\d+' is 'left'; run 1 answers 'left', run 2 'right'\n");
    assertThat(espy("compare", copy, run).out()).contains("chance: run 2 is right more often");
    Files.writeString(copy.resolve(PREDICTIONS), Files.readString(run.resolve(PREDICTIONS)));
    assertThat(espy("compare", copy, run).out())
        .contains("No difference: both runs are right on equally many images.")
        .doesNotContain("differently");
  }

  @Test
  void saysThatADifferenceIsReal() throws IOException {
    Path copy =
        copy(
            answers ->
                answers
                    .replace(",left,left,", ",left,up,")
                    .replace(",middle,middle,", ",middle,up,")
                    .replace(",right,right,", ",right,up,"));

    Outcome outcome = espy("compare", copy, run, "--json");

    JsonNode json = outcome.json();
    assertThat(json.propertyNames())
        .containsExactly(
            "run1",
            "run2",
            "data",
            "images",
            "bothRight",
            "onlyRun1Right",
            "onlyRun2Right",
            "bothWrong",
            "pValue",
            "significant",
            "perLabel",
            "differing",
            "differences",
            "output",
            "unlabelled",
            "unreadable");
    assertThat(json.get("run1").propertyNames())
        .containsExactly("run", "accuracy", "accuracyInterval");
    assertThat(json.get("perLabel").get(0).propertyNames())
        .containsExactly("label", "support", "recall1", "recall2", "difference");
    assertThat(json.get("differences").get(0).propertyNames())
        .containsExactly("image", "truth", "label1", "label2");
    assertThat(json.get("onlyRun2Right").intValue()).isEqualTo(6);
    assertThat(json.get("pValue").doubleValue()).isEqualTo(0.03125);
    assertThat(json.get("significant").booleanValue()).isTrue();
    assertThat(espy("compare", copy, run).out())
        .contains("The difference is real: run 2 is better (p below 0.05).\n");
  }

  @Test
  void classifiesLabelledImages() throws IOException {
    Path data = data(9, "left", "middle", "right");
    Files.writeString(
        data.resolve("labels.csv"),
        Files.readString(data.resolve("labels.csv")) + "1,\ngone,left\n");
    Path output = folder.resolve("differences.csv");

    Outcome outcome =
        espy("compare", run.resolve("model.espy"), poor, "--data", data, "-o", output, "--json");

    assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.UNREADABLE_IMAGES);
    assertThat(outcome.err())
        .contains("1 row has no label and was left out.", "row 12, 'gone': no such file");
    assertThat(outcome.json().get("images").intValue()).isEqualTo(9);
    assertThat(outcome.json().get("run1").get("accuracy").doubleValue()).isEqualTo(1);
    assertThat(outcome.json().get("unreadable").intValue()).isEqualTo(1);
    assertThat(outcome.json().get("unlabelled").intValue()).isEqualTo(1);
    List<String> rows = Files.readAllLines(output);
    assertThat(rows.get(0)).isEqualTo("photo,truth,label_1,label_2");
    assertThat(rows).hasSize(1 + outcome.json().get("differing").intValue());
  }

  @Test
  void saysThatAModelLearnedFromTheImages() {
    Outcome outcome = espy("compare", run, poor, "--data", shared.resolve("data"));

    assertThat(outcome.err())
        .contains("The model of " + run + " learned from 24 of these 30 images")
        .contains("The model of " + poor + " learned from 24 of these 30 images");
  }

  @Test
  void comparesRunsOfOtherDataOnLabelledImagesOnly() {
    Path other =
        Trained.on(
            SmallData.grey(folder.resolve("other/train.csv"))
                .header("id,label")
                .labelled(30, "left", "middle", "up, \"so\"")
                .write(),
            folder);

    refused(
        ExitStatus.BAD_INPUT,
        run
            + " and "
            + other
            + " were not trained and validated on the same images, so their validation does not"
            + " compare them; compare them on labelled images with --data\n",
        "compare",
        run,
        other);

    Outcome outcome =
        espy("compare", run, other, "--data", data(9, "left", "middle", "up, \"so\""));
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains("The model of " + run + " does not know the label 'up, \"so\"' of 3 of 9 rows");
    assertThat(outcome.out()).contains("only run 2 right   3\n");
  }

  @Test
  void refusesDataOfWhichAModelKnowsNoLabel() {
    refused(
        ExitStatus.BAD_INPUT,
        "the model of " + run + " knows none of the labels 'down', 'up'",
        "compare",
        run,
        poor,
        "--data",
        data(4, "up", "down"));
  }

  @Test
  void refusesAnswersThatAreMissingOrDamaged() throws IOException {
    Path copy = copy(answers -> answers.substring(0, answers.lastIndexOf(',')));
    Path answers = copy.resolve(PREDICTIONS);
    Path output = folder.resolve("differences.csv");
    refused(
        ExitStatus.BAD_INPUT,
        answers + ", row 7 is damaged: it has 3 cells, and the header has 4",
        "compare",
        run,
        copy,
        "-o",
        output);
    List<String> lines = Files.readAllLines(run.resolve(PREDICTIONS));
    Files.write(answers, lines.subList(0, 5));
    refused(
        ExitStatus.BAD_INPUT,
        answers + ": holds fewer answers than the run has validation images (6)",
        "compare",
        run,
        copy,
        "-o",
        output);
    Files.delete(answers);
    refused(
        ExitStatus.BAD_INPUT,
        copy
            + ": this run has no validation_predictions.csv; it was trained without validation"
            + " images, or did not end; compare them on labelled images with --data\n",
        "compare",
        run,
        copy);
    refused(
        ExitStatus.BAD_INPUT,
        "this run has no validation_predictions.csv",
        "compare",
        run,
        copy.resolve("model.espy"));
    assertThat(output).doesNotExist();
  }

  @Test
  void refusesTheSameRunTwice() {
    refused(
        ExitStatus.USAGE,
        run + " and " + run.resolve("model.espy") + " are the same run; give two",
        "compare",
        run,
        run.resolve("model.espy"));
    refused(ExitStatus.USAGE, "are the same run", "compare", run, shared.resolve("poor/../run"));
  }

  @Test
  void neverOverwritesWhatItReads() throws IOException {
    Path copy = copy(answers -> answers);
    Path data = data(3, "left", "middle", "right");
    for (String name : new String[] {PREDICTIONS, "model.espy"}) {
      Path file = copy.resolve(name);
      byte[] before = Files.readAllBytes(file);
      refused(ExitStatus.USAGE, file + ": is ", "compare", run, copy, "-o", file);
      assertThat(file).hasBinaryContent(before);
    }
    Path csv = data.resolve("labels.csv");
    refused(ExitStatus.USAGE, csv + ": is ", "compare", run, poor, "--data", data, "-o", csv);
    Path history = run.resolve("history.csv");
    refused(ExitStatus.USAGE, history + ": Espy keeps", "compare", run, poor, "-o", history);
  }

  @Test
  void anInterruptedComparisonWritesNothing() {
    Path output = folder.resolve("differences.csv");
    Outcome outcome =
        Espy.cancelledAt(
            "does not know the label",
            "compare",
            run,
            poor,
            "--data",
            data(9, "left", "middle", "up"),
            "-o",
            output);

    assertThat(outcome.status()).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(outcome.err()).contains("Interrupted: stopped before both models classified");
    assertThat(output).doesNotExist();
  }
}
