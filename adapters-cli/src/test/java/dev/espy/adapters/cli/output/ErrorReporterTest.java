package dev.espy.adapters.cli.output;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.StandInEngine;
import dev.espy.adapters.cli.Trained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorReporterTest {

  @TempDir static Path shared;
  private static Path data;
  private static Path run;
  @TempDir Path folder;

  @BeforeAll
  static void train() {
    run = Trained.onThree(shared);
    data = shared.resolve("data");
  }

  /** One sentence on one line, about this file. */
  private static void assertSaysWhatIsWrong(Outcome outcome, int status, String... parts) {
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(status);
    assertThat(outcome.out()).isEmpty();
    String sentence =
        outcome.err().lines().filter(line -> line.startsWith("espy: ")).findFirst().orElseThrow();
    assertThat(sentence).contains(parts);
    assertThat(outcome.err()).doesNotContain("Exception", "\tat ", "bug in Espy");
  }

  @Test
  void theDataSetIsNotThere() {
    Path none = folder.resolve("none");

    assertSaysWhatIsWrong(
        espy("train", none), ExitStatus.BAD_INPUT, "there is no " + none, "give a folder");
    assertSaysWhatIsWrong(espy("validate", run, none), ExitStatus.BAD_INPUT, "there is no " + none);
    assertSaysWhatIsWrong(
        espy("predict", run, none, "-o", folder.resolve("p.csv")),
        ExitStatus.BAD_INPUT,
        "there is no " + none);
    assertSaysWhatIsWrong(
        espy("train", data, "--validation-data", none),
        ExitStatus.BAD_INPUT,
        "there is no " + none);
    assertSaysWhatIsWrong(
        espy("train", data, "--images", none), ExitStatus.BAD_INPUT, "there is no folder " + none);
    assertSaysWhatIsWrong(
        espy("import", "idx", "--images", none, "-o", folder),
        ExitStatus.BAD_INPUT,
        "there is no file " + none);
  }

  @Test
  void thereIsNoLabelColumn() {
    Path unlabelled = SmallData.grey(folder.resolve("test.csv")).header("id").unlabelled(3).write();

    assertSaysWhatIsWrong(
        espy("train", unlabelled), ExitStatus.BAD_INPUT, "test.csv has no column of labels");
    assertSaysWhatIsWrong(
        espy("validate", run, unlabelled),
        ExitStatus.BAD_INPUT,
        "its columns are id; name the column of labels with --label-column");
    assertSaysWhatIsWrong(
        espy("train", data, "--label-column", "kind"),
        ExitStatus.BAD_INPUT,
        "has no column 'kind'",
        "id, label");
  }

  @Test
  void thereIsOneLabelOnly() {
    Path same =
        SmallData.grey(folder.resolve("train.csv")).header("id,label").labelled(3, "a").write();

    assertSaysWhatIsWrong(
        espy("train", same, "--run", folder.resolve("run")),
        ExitStatus.BAD_INPUT,
        "at least two labels");
  }

  @Test
  void theModelIsNotThereOrDamaged() throws IOException {
    assertSaysWhatIsWrong(
        espy("inspect", folder), ExitStatus.BAD_INPUT, folder.toString(), "run folder");
    Path damaged = folder.resolve("model.espy");
    byte[] bytes = Files.readAllBytes(run.resolve("model.espy"));
    Files.write(damaged, Arrays.copyOf(bytes, bytes.length / 2));

    assertSaysWhatIsWrong(espy("inspect", folder), ExitStatus.BAD_INPUT, "model.espy");
    assertSaysWhatIsWrong(espy("validate", damaged, data), ExitStatus.BAD_INPUT, "model.espy");
    assertSaysWhatIsWrong(
        espy("predict", damaged, data, "-o", folder.resolve("p.csv")),
        ExitStatus.BAD_INPUT,
        "model.espy");
    assertThat(folder.resolve("p.csv")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "layers: [{convolution: {filters: 8, kernel: 9}}] | layer conv1: its window is 9",
        "layers: [{convolution: {filters: 0}}]            | layer 1 (convolution)",
        "layers: [{convolutoin: {filters: 8}}]            | convolutoin",
        "layers: [{dense: {units: 8, actvation: relu}}]   | actvation",
        "layers: 3                                        | 'layers'",
        "layers: [                                        | not YAML (line 1",
        "'   '                                            | 'layers'",
      })
  void theArchitectureIsNone(String yaml, String part) {
    Path file = SmallData.text(folder.resolve("mine.yaml"), yaml);

    Outcome outcome = espy("train", data, "--run", folder.resolve("run"), "--architecture", file);

    assertSaysWhatIsWrong(outcome, ExitStatus.BAD_INPUT, part);
  }

  @Test
  void theArchitectureFileIsNotThere() {
    assertSaysWhatIsWrong(
        espy("train", data, "--architecture", folder.resolve("none.yaml")),
        ExitStatus.BAD_INPUT,
        "none.yaml",
        "there is no such file");
  }

  @Test
  void theOutputCannotBeWritten() {
    Path file = SmallData.text(folder.resolve("file"), "");

    assertSaysWhatIsWrong(
        espy("train", data, "--run", file),
        ExitStatus.FAILED,
        file.resolve("config.yaml") + ": cannot be written",
        file + " is not a folder");
    assertSaysWhatIsWrong(
        espy("predict", run, data, "-o", file.resolve("p.csv")),
        ExitStatus.FAILED,
        file.resolve("p.csv") + ": cannot be written");
    assertSaysWhatIsWrong(
        espy("predict", run, data, "-o", folder), ExitStatus.FAILED, folder + ": this is a folder");
    Outcome metrics = espy("inspect", run, "--metrics-file", folder);
    assertThat(metrics.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(metrics.err()).startsWith("espy: " + folder + ": this is a folder").hasLineCount(1);
  }

  @Test
  void learningDiverges() {
    Outcome outcome =
        Espy.on(StandInEngine.diverging())
            .run("train", data, "--run", folder.resolve("run"), "--learning-rate", 1000);

    assertSaysWhatIsWrong(
        outcome,
        ExitStatus.FAILED,
        "epoch 1: the loss is no longer a number",
        "smaller learning rate");
  }

  @Test
  void itIsAMistakeInEspy() {
    Outcome outcome =
        Espy.on(StandInEngine.broken()).run("predict", run, data, "-o", folder.resolve("p.csv"));

    assertThat(outcome.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(outcome.err())
        .contains("this is a bug in Espy: java.lang.IllegalStateException: oops")
        .doesNotContain("\tat ");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aStackTraceIsPrintedOnDemand() {
    Path none = folder.resolve("none");

    assertThat(espy("train", none, "--stacktrace").err())
        .contains("espy: there is no " + none)
        .contains("dev.espy.domain.BadDataSetException")
        .contains("\tat dev.espy.");
  }

  @Test
  void theFirstFailureIsSaidEvenIfTheMetricsCannotBeWrittenEither() {
    Path none = folder.resolve("none");

    assertSaysWhatIsWrong(
        espy("train", none, "--metrics-file", folder), ExitStatus.BAD_INPUT, "there is no " + none);
  }
}
