package dev.espy.adapters.cli.config;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {

  @TempDir Path folder;
  private Path data;
  private Path run;

  @BeforeEach
  void writeData() {
    data = SmallData.ofThree(folder.resolve("data"), 12);
    run = folder.resolve("run");
  }

  private List<String> config(Path run) throws IOException {
    return Files.readAllLines(run.resolve("config.yaml"));
  }

  @Test
  void saysEverySettingEvenThoseThatNobodyTyped() throws IOException {
    espy("train", data, "--run", run, "--epochs", 1);

    assertThat(config(run))
        .containsExactlyInAnyOrder(
            "data: " + data,
            "run: " + run,
            "validation: 0.2",
            "preset: fast",
            "epochs: 1",
            "batch-size: 128",
            "micro-batch-size: 16",
            "optimizer: adamw",
            "learning-rate: 0.006",
            "schedule: one-cycle",
            "weight-decay: 0.05",
            "clip-norm: none",
            "label-smoothing: 0.1",
            "ema-decay: 0.999",
            "augment: auto",
            "class-weights: none",
            "time-limit: none",
            "patience: none",
            "metric: accuracy",
            "image-size: 8x8",
            "colour: grey",
            "seed: 0",
            "folds: none");
  }

  @Test
  void givesTheSameRunAgain() throws IOException {
    espy(
        "train",
        data,
        "--run",
        run,
        "--epochs",
        2,
        "--batch-size",
        5,
        "--micro-batch-size",
        3,
        "--learning-rate",
        0.01,
        "--image-size",
        "6x7",
        "--colour",
        "colour",
        "--seed",
        9,
        "--patience",
        3,
        "--validation",
        0.25,
        "--image-column",
        "id",
        "--label-column",
        "label",
        "--images",
        data,
        "--architecture",
        Trained.softmaxRegression(folder));
    Path again = folder.resolve("again");

    Outcome outcome = espy("train", data, "--run", again, "--config", run.resolve("config.yaml"));

    assertThat(outcome.status()).isZero();
    assertThat(config(again))
        .containsExactlyElementsOf(
            config(run).stream()
                .map(line -> line.startsWith("run: ") ? "run: " + again : line)
                .toList());
    assertThat(config(again))
        .contains("epochs: 2", "micro-batch-size: 3", "image-size: 6x7", "seed: 9", "patience: 3");
    assertThat(again.resolve("validation_predictions.csv"))
        .hasSameTextualContentAs(run.resolve("validation_predictions.csv"));
  }

  @Test
  void isOverruledByWhatIsTyped() throws IOException {
    Path file = SmallData.text(folder.resolve("my.yaml"), "epochs: 3\nbatch-size: 4\nseed: 7\n");

    espy("train", data, "--run", run, "--config", file, "--epochs", 1, "--seed", 0);

    assertThat(config(run)).contains("epochs: 1", "batch-size: 4", "seed: 0");
  }

  @Test
  void saysTheLayersThemselvesWhereTheNetworkIsOnesOwn() throws IOException {
    Path dense = SmallData.text(folder.resolve("dense.yaml"), "layers:\n  - dense: {units: 5}\n");
    espy("train", data, "--run", run, "--epochs", 1, "--architecture", dense);
    Files.delete(dense);

    Path again = folder.resolve("again");
    Outcome outcome = espy("train", data, "--run", again, "--config", run.resolve("config.yaml"));

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(config(again))
        .contains("layers:", "- dense: {units: 5, activation: relu}")
        .noneMatch(this::isPreset);
    assertThat(espy("inspect", again, "--json").json().get("layers"))
        .isEqualTo(espy("inspect", run, "--json").json().get("layers"));
  }

  @Test
  void mayNameAnArchitectureThatATypedPresetOverrules() throws IOException {
    Path softmax = Trained.softmaxRegression(folder);
    Path file = SmallData.text(folder.resolve("my.yaml"), "epochs: 1\narchitecture: " + softmax);

    espy("train", data, "--run", run, "--config", file);
    assertThat(config(run)).contains("layers: []").noneMatch(this::isPreset);

    Path other = folder.resolve("other");
    espy("train", data, "--run", other, "--config", file, "--preset", "tutorial");
    assertThat(config(other))
        .contains("preset: tutorial")
        .noneMatch(line -> line.startsWith("layers"));
  }

  @Test
  void mayNameAPresetWhoseNetworkATypedArchitectureOverrules() throws IOException {
    Path softmax = Trained.softmaxRegression(folder);
    Path file = SmallData.text(folder.resolve("my.yaml"), "epochs: 1\npreset: mlp\n");

    espy("train", data, "--run", run, "--config", file, "--architecture", softmax);

    assertThat(config(run)).contains("layers: []", "schedule: one-cycle").noneMatch(this::isPreset);
  }

  @Test
  void goesBeforeThePresetAndWhatIsTypedBeforeBoth() throws IOException {
    Path file =
        SmallData.text(folder.resolve("my.yaml"), "optimizer: sgd\nschedule: cosine\nlayers: []\n");

    espy(
        "train",
        data,
        "--run",
        run,
        "--config",
        file,
        "--preset",
        "mlp",
        "--epochs",
        1,
        "--schedule",
        "step");

    assertThat(config(run))
        .contains(
            "preset: mlp",
            "epochs: 1",
            "schedule: step",
            "optimizer: sgd",
            "learning-rate: 0.002",
            "class-weights: none");
  }

  @Test
  void mayTakeBackWhatAPresetOrAnotherFileSays() throws IOException {
    Path file =
        SmallData.text(
            folder.resolve("my.yaml"),
            "clip-norm: 1\npatience: 2\ntime-limit: 1H30m\nlayers: []\n");

    espy("train", data, "--run", run, "--config", file, "--epochs", 1);
    assertThat(config(run)).contains("clip-norm: 1.0", "patience: 2", "time-limit: 1h30m");

    Path other = folder.resolve("other");
    espy(
        "train",
        data,
        "--run",
        other,
        "--config",
        run.resolve("config.yaml"),
        "--clip-norm",
        "none",
        "--patience",
        "none",
        "--time-limit",
        "none");
    assertThat(config(other)).contains("clip-norm: none", "patience: none", "time-limit: none");
  }

  /** The file is of the last version before settings had one codec. */
  @Test
  void mayBeOfAnOlderVersion() throws Exception {
    Path file = Path.of(ConfigFileTest.class.getResource("/format1/config.yaml").toURI());

    Outcome outcome = espy("train", data, "--run", run, "--config", file, "--epochs", 1);

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(config(run))
        .contains(
            "ema-decay: 0.9",
            "clip-norm: 5.0",
            "augment: shift=1,rotate=5,brightness-contrast=0.1,erase=0.2,mixup=0.2",
            "batch-size: 8",
            "micro-batch-size: 16",
            "class-weights: auto",
            "metric: macro-f1",
            "- dense: {units: 5, activation: tanh}");
  }

  @Test
  void isNotTakenForAFileOfLayersAlone() {
    Path file = SmallData.text(folder.resolve("my.yaml"), "layers: []\nepochs: 3\n");

    Outcome outcome = espy("train", data, "--run", run, "--architecture", file);

    assertThat(outcome.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(outcome.err())
        .startsWith(
            "espy: " + file + ": there are options beside the layers; take it with --config");
  }

  @Test
  void hasAWeightDecayThatDependsOnTheOptimiser() throws IOException {
    Path softmax = Trained.softmaxRegression(folder);

    espy("train", data, "--run", run, "--architecture", softmax, "--optimizer", "adamw");

    assertThat(config(run)).contains("optimizer: adamw", "weight-decay: 0.01");
  }

  private boolean isPreset(String line) {
    return line.startsWith("preset");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "epoch: 3|there is no option 'epoch'",
        "json: true|there is no option 'json'",
        "epochs: many|'many' is not a whole number of at least 1",
        "epochs: 0|'0' is not a whole number of at least 1",
        "validation: 1|'1' is not a number from 0 to below 1",
        "seed: x|'x' is not a whole number",
        "colour: blue|'blue' is not one of auto",
        "preset: vgg|there is no preset 'vgg'",
        "layers: 3|an architecture is a document with one key",
        "layers:|an architecture is a document with one key",
        "layers: [dense: {}]|layer 1 (dense) needs the setting 'units'",
        "{layers: [], architecture: a}|'layers' and 'architecture' exclude each other",
        "[1]|not a list of",
        "epochs|not a list of",
        "``|not a list of",
        "[1|my.yaml: not YAML (line 1: while parsing",
        "{epochs: 1, epochs: 2}|my.yaml: not YAML (line 1: Duplicate",
        "--- {epochs: 1} --- {epochs: 2}|my.yaml: not YAML (line 1: ",
        "{clip: 1, clip-norm: 2}|clip-norm: 'clip' is its former name",
        "augment: [shift, flip]|augment: give a number or a text",
        "images: {a: b}|images: give a number or a text",
        "seed: !!binary AAAA|seed: give a number or a text",
        "{architecture: \"a\\0b\"}|'a\\u0000b' is not the name of a file",
        "{\"a\\nb\\e[31m\": 1}|there is no option 'a\\u000ab\\u001b[31m'",
      })
  void isRefusedIfItCannotBeMeant(String content, String sentence) {
    Path file = SmallData.text(folder.resolve("my.yaml"), content);

    Outcome outcome = espy("train", data, "--run", run, "--config", file);

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).startsWith("espy: " + file).contains(sentence).hasLineCount(2);
    assertThat(run).doesNotExist();
  }

  @Test
  void isNotQuotedAtLength() {
    Path file = SmallData.text(folder.resolve("my.yaml"), "epochs: '" + "9".repeat(100_000) + "'");

    Outcome outcome = espy("train", data, "--run", run, "--config", file);

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err())
        .hasSizeLessThan(3000)
        .contains("my.yaml: ", "99 ... 99", "is not a whole number of at least 1")
        .hasLineCount(2);
  }

  @Test
  void isRefusedIfItGoesTooDeep() {
    Path file = SmallData.text(folder.resolve("my.yaml"), "[".repeat(5000));

    Outcome outcome = espy("train", data, "--run", run, "--config", file);

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains("my.yaml: not YAML", "nesting depth").hasLineCount(2);
  }

  @Test
  void isRefusedIfItIsHuge() {
    Path file = SmallData.text(folder.resolve("my.yaml"), "#".repeat((1 << 20) + 1));

    Outcome outcome = espy("train", data, "--run", run, "--config", file);

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains("my.yaml: larger than 1 MiB").hasLineCount(2);
  }

  @Test
  void isRefusedIfItIsNotThere() {
    Outcome outcome = espy("train", data, "--config", folder.resolve("none.yaml"));

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains("none.yaml", "there is no such file");
  }
}
