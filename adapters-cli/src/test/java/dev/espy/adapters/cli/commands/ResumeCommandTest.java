package dev.espy.adapters.cli.commands;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.ChildJvm;
import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.wiring.Main;
import dev.espy.adapters.safetensors.EspyModelFiles;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeCommandTest {

  @TempDir Path folder;
  private Path data;
  private Path run;

  @BeforeEach
  void writeData() {
    data = SmallData.ofThree(folder.resolve("data"), 30);
    run = folder.resolve("run");
  }

  /** Begins a training of four epochs and stops it after two. */
  private void stopped(Object... options) {
    List<Object> words = new ArrayList<>(List.of("train", data, "--run", run, "--epochs", 4));
    words.addAll(List.of(options));
    Outcome outcome = Espy.cancelledAt("epoch 2/4", words.toArray());
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.INTERRUPTED);
  }

  private Outcome resume(Object... options) {
    List<Object> words = new ArrayList<>(List.of("train", data, "--run", run, "--resume"));
    words.addAll(List.of(options));
    return espy(words.toArray());
  }

  @Test
  void goesOnWithTheSettingsOfTheRun() throws IOException {
    Path whole = folder.resolve("whole");
    List<Object> options =
        List.of("--batch-size", 7, "--seed", 3, "--ema-decay", 0.9, "--preset", "mlp");
    List<Object> words = new ArrayList<>(List.of("train", data, "--run", whole, "--epochs", 4));
    words.addAll(options);
    assertThat(espy(words.toArray()).status()).isZero();
    stopped(options.toArray());

    Outcome outcome = resume("--json");

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains("Going on after epoch 2.", "epoch 3/4")
        .doesNotContain("epoch 2/4");
    assertThat(outcome.json().get("epochs").intValue()).isEqualTo(4);
    assertThat(new EspyModelFiles().load(run).tensors())
        .isEqualTo(new EspyModelFiles().load(whole).tensors());
    assertThat(history(run)).isEqualTo(history(whole));
    assertThat(run.resolve("evaluation.json"))
        .hasSameTextualContentAs(whole.resolve("evaluation.json"));
    assertThat(run.resolve("validation_predictions.csv"))
        .hasSameTextualContentAs(whole.resolve("validation_predictions.csv"));
    assertThat(Files.readAllLines(run.resolve("config.yaml")))
        .containsAll(
            Files.readAllLines(whole.resolve("config.yaml")).stream()
                .filter(line -> !line.startsWith("run: "))
                .toList());
  }

  /** Returns the rows of history.csv without their last column, the seconds. */
  private static List<String> history(Path run) throws IOException {
    try (Stream<String> rows = Files.lines(run.resolve("history.csv"))) {
      return rows.map(row -> row.substring(0, row.lastIndexOf(','))).toList();
    }
  }

  @Test
  void epochsMayBeRaisedAndNothingElseMayBeChanged() throws IOException {
    stopped("--batch-size", 7);

    refused(resume("--batch-size", 8), "begun with --batch-size 7; leave --batch-size out");
    refused(resume("--preset", "mlp"), "leave --preset out");
    refused(
        resume("--architecture", Trained.softmaxRegression(folder)), "leave --architecture out");
    refused(resume("--validation-data", data), "leave --validation-data out");
    refused(resume("--epochs", 3), "begun with --epochs 4; they can only be raised");
    refused(resume("--config", run.resolve("config.yaml")), "--resume", "neither --config nor");
    refused(resume("--find-learning-rate"), "neither --config nor --find-learning-rate");
    refused(espy("train", data, "--resume"), "--resume takes the folder of a training, --run DIR");
    assertThat(history(run)).hasSize(3);

    Outcome outcome = resume("--epochs", 6, "--batch-size", 7);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(history(run)).hasSize(7);
    assertThat(Files.readString(run.resolve("config.yaml"))).contains("epochs: 6");
  }

  /** Before there were micro-batches, a batch was learned from at once. */
  @Test
  void aTrainingThatAnOlderVersionBeganGoesOnWithWholeBatches() throws IOException {
    Path whole = folder.resolve("whole");
    assertThat(
            espy(
                    "train",
                    data,
                    "--run",
                    whole,
                    "--epochs",
                    4,
                    "--batch-size",
                    20,
                    "--micro-batch-size",
                    20)
                .status())
        .isZero();
    stopped("--batch-size", 20, "--micro-batch-size", 20);
    Path config = run.resolve("config.yaml");
    Files.writeString(config, without(Files.readString(config), "micro-batch-size: 20\n"));
    try (FileSystem zip =
        FileSystems.newFileSystem(
            run.resolve("checkpoint.espy"), Map.of("compressionMethod", "STORED"))) {
      Path json = zip.getPath("checkpoint.json");
      Files.writeString(json, without(Files.readString(json), "    \"micro-batch-size\": 20,\n"));
    }

    refused(resume("--micro-batch-size", 3), "begun with --micro-batch-size 20; leave ");
    Outcome outcome = resume();

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("Going on after epoch 2.");
    assertThat(new EspyModelFiles().load(run).tensors())
        .isEqualTo(new EspyModelFiles().load(whole).tensors());
    assertThat(Files.readString(config)).contains("\nmicro-batch-size: 20\n");
  }

  private static String without(String text, String line) {
    assertThat(text).contains(line);
    return text.replace(line, "");
  }

  @Test
  void patienceMayBeRaised() throws IOException {
    // So high a rate that no epoch is much better than the first.
    Object[] begin = {
      "train",
      data,
      "--run",
      run,
      "--epochs",
      40,
      "--patience",
      2,
      "--learning-rate",
      0.5,
      "--architecture",
      Trained.softmaxRegression(folder)
    };
    Outcome first = espy(begin);
    assertThat(first.err()).contains("patience is 2");
    int epochs = history(run).size();
    assertThat(epochs).isLessThan(41);

    refused(resume("--patience", 1), "begun with --patience 2; it can only be raised");
    Outcome more = resume("--patience", 3);

    assertThat(more.status()).as(more.err()).isZero();
    assertThat(history(run)).hasSizeGreaterThan(epochs);
    assertThat(Files.readString(run.resolve("config.yaml"))).contains("patience: 3");

    Outcome all = resume("--patience", "none");
    assertThat(all.status()).as(all.err()).isZero();
    assertThat(history(run)).hasSize(41);
    refused(resume("--patience", 5), "begun with --patience none; it can only be raised");
  }

  @Test
  void epochsMayBeRaisedWhereTheyWereCountedInSteps() throws IOException {
    Outcome stopped =
        Espy.cancelledAt(
            "epoch 2/6", "train", data, "--run", run, "--epochs", "24 steps", "--batch-size", 7);
    assertThat(stopped.status()).as(stopped.err()).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(Files.readString(run.resolve("config.yaml"))).contains("epochs: 24 steps");

    refused(resume("--epochs", 5), "begun with --epochs 24 steps; they can only be raised");

    Outcome outcome = resume("--epochs", 7);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(history(run)).hasSize(8);
  }

  private static void refused(Outcome outcome, String... words) {
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains(words);
  }

  @Test
  void optionsThatExcludeEachOtherInAnEditedConfigAreRefused() throws IOException {
    assertThat(espy("train", data, "--run", run, "--epochs", 1).status()).isZero();
    Path config = run.resolve("config.yaml");
    Files.writeString(
        config, Files.readString(config).replace("optimizer: adamw", "optimizer: adam"));

    refused(
        resume("--optimizer", "adamw"),
        "espy: the options of the run exclude each other: adam does not support weight decay");
  }

  @Test
  void otherDataAreRefused() {
    stopped();
    Path other = SmallData.ofThree(folder.resolve("other"), 27);

    Outcome outcome = espy("train", other, "--run", run, "--resume");

    assertThat(outcome.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(outcome.err())
        .contains(run.resolve("checkpoint.espy") + ": ", "begun with other images or labels");
  }

  @Test
  void whatIsDoneIsSaidToBeDone() {
    assertThat(espy("train", data, "--run", run, "--epochs", 2).status()).isZero();

    Outcome outcome = resume();

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("All 2 epochs are done; there is nothing left to learn.");
    assertThat(outcome.out()).contains("best epoch ", " of 2");
  }

  @Test
  void withoutACheckpointItBeginsAndSaysSo() {
    Outcome nothing = resume("--epochs", 1, "--seed", 9);
    assertThat(nothing.status()).as(nothing.err()).isZero();
    assertThat(nothing.err()).contains("there is no checkpoint yet; beginning with epoch 1");

    Path early = folder.resolve("early");
    Espy.cancelledAt("images to learn from", "train", data, "--run", early, "--epochs", 3);
    assertThat(early.resolve("checkpoint.espy")).doesNotExist();
    Outcome outcome = espy("train", data, "--run", early, "--resume");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("there is no checkpoint yet", "epoch 3/3");
  }

  @Test
  void anUnfinishedTrainingIsNotOverwrittenUnasked() throws IOException {
    stopped();
    byte[] model = Files.readAllBytes(run.resolve("model.espy"));

    Outcome outcome = espy("train", data, "--run", run);

    refused(outcome, run + ": holds a training that was stopped after epoch 2; add --resume");
    assertThat(run.resolve("model.espy")).hasBinaryContent(model);
  }

  @Test
  void aTrainingWhoseCheckpointCannotBeReadIsNotOverwrittenUnasked() throws IOException {
    stopped();
    Path checkpoint = run.resolve("checkpoint.espy");
    byte[] half = Arrays.copyOf(Files.readAllBytes(checkpoint), 1000);
    Files.write(checkpoint, half);

    Outcome outcome = espy("train", data, "--run", run);

    refused(outcome, checkpoint + ": ", "the folder may hold an unfinished training");
    assertThat(checkpoint).hasBinaryContent(half);
    Files.delete(checkpoint);
    assertThat(espy("train", data, "--run", run, "--epochs", 1).status()).isZero();
  }

  @Test
  void aFinishedRunMakesRoomForTheNextAndLeavesNoFigures() throws IOException {
    assertThat(espy("train", data, "--run", run, "--epochs", 2).status()).isZero();

    Outcome outcome =
        espy("train", data, "--run", run, "--epochs", 1, "--validation", 0, "--seed", 4);

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(history(run)).hasSize(2);
    try (Stream<Path> files = Files.list(run)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "config.yaml", "history.csv", "model.espy", "checkpoint.espy", "report.html");
    }
  }

  @Test
  void whateverOftenItIsKilledTheModelOfTheRealEngineIsTheSameToTheLastBit() throws Exception {
    Path small =
        SmallData.text(
            folder.resolve("small.yaml"),
            """
            layers:
              - convolution: {filters: 4, padding: same, activation: identity, bias: false}
              - batch-normalization: {activation: relu}
              - max-pooling: {}
              - dropout: {rate: 0.3}
              - dense: {units: 8}
            """);
    List<Object> words =
        List.of(
            "train",
            data,
            "--architecture",
            small,
            "--epochs",
            30,
            "--batch-size",
            4,
            "--schedule",
            "one-cycle",
            "--learning-rate",
            0.01,
            "--ema-decay",
            0.95,
            "--augment",
            "shift,erase",
            "--run");
    Path whole = folder.resolve("whole");
    assertThat(Espy.real().run(with(words, whole)).status()).isZero();

    Random moments = new Random(5);
    int kills = 0;
    Process program = new ChildJvm(Main.class, folder).start(with(words, run, "--resume"));
    while (kills < 3 && firstEpochs(program, 1 + moments.nextInt(6), moments.nextInt(30_000))) {
      kills++;
      program = new ChildJvm(Main.class, folder).start(with(words, run, "--resume"));
    }
    String err = new String(program.getErrorStream().readAllBytes());
    assertThat(program.waitFor()).as(err).isZero();

    assertThat(kills).isPositive();
    assertThat(new EspyModelFiles().load(run).tensors())
        .isEqualTo(new EspyModelFiles().load(whole).tensors());
    assertThat(history(run)).isEqualTo(history(whole));
    try (Stream<Path> files = Files.list(run)) {
      assertThat(files).noneMatch(file -> file.getFileName().toString().endsWith(".tmp"));
    }
  }

  private static Object[] with(List<Object> words, Object... more) {
    return Stream.concat(words.stream(), Stream.of(more)).toArray();
  }

  /** Lets a program learn some epochs, and a moment more, and kills it; false if it was done. */
  private static boolean firstEpochs(Process program, int epochs, long micros) throws Exception {
    var err = program.errorReader();
    int seen = 0;
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      seen += line.startsWith("epoch ") ? 1 : 0;
      if (seen == epochs && !program.waitFor(micros, TimeUnit.MICROSECONDS)) {
        program.destroyForcibly().waitFor();
        return true;
      }
    }
    return false;
  }
}
