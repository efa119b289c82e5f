package dev.espy.adapters.cli.commands;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espy.adapters.cli.ChildJvm;
import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.StandInEngine;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.wiring.Main;
import dev.espy.domain.Batch;
import dev.espy.domain.network.NetworkSpec;
import dev.espy.domain.network.NetworkState;
import dev.espy.domain.port.Learner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TuneCommandTest {

  @TempDir Path folder;
  private Path data;
  private Path run;
  private Path network;

  @BeforeEach
  void writeData() {
    data = SmallData.ofThree(folder.resolve("data"), 30);
    run = folder.resolve("tune");
    network =
        SmallData.text(
            folder.resolve("mine.yaml"),
            """
            optimizer: adamw
            learning-rate: 0.02
            batch-size: 8
            epochs: 3
            ema-decay: 0.9
            time-limit: 20m
            layers:
              - dense: {units: 4, activation: tanh}
            """);
  }

  private Object[] tune(Path where, Object... more) {
    Stream<Object> words =
        Stream.of("tune", data, "--run", where, "--config", network, "--trials", 6);
    return Stream.concat(words, Stream.of(more)).toArray();
  }

  /** Returns the words of the command in the last line, after the program's name. */
  private static Object[] lastLine(Outcome outcome) {
    List<String> lines = outcome.out().lines().toList();
    return lines.get(lines.size() - 1).replaceFirst(".*: +espy ", "").split(" ");
  }

  @Test
  void findsOptionsThatTrainTakes() throws IOException {
    Outcome outcome = espy(tune(run));

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains("24 images to learn from, 6 to validate on")
        .contains("Planned trainings: 6 of 1 epoch, then the best 2 of 3 epochs.")
        .contains(
            "trial 1/8  1 epoch  learning-rate 0.02  weight-decay 0.01  augment none  width 1 "
                + " accuracy")
        .containsPattern("trial 8/8  3 epochs  learning-rate ")
        .doesNotContain("epoch 1/");
    assertThat(outcome.out())
        .startsWith("trial  epochs  learning-rate  weight-decay  ")
        .containsPattern("best setting       trial \\d(; trial 0 is |, )the initial setting")
        .contains("all trials         " + run.resolve("trials.csv"))
        .contains("options            " + run.resolve("best.yaml"));
    assertThat(run.resolve("trials.csv")).content().hasLineCount(9);
    assertThat(Files.readAllLines(run.resolve("best.yaml")))
        .contains("epochs: 3", "optimizer: adamw", "batch-size: 8", "ema-decay: 0.9")
        .noneMatch(line -> line.matches("(run|time-limit|trials|config|preset): .*"));
    try (Stream<Path> files = Files.list(run)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("tune.yaml", "trials.csv", "best.yaml");
    }

    // Trials of the last rung have as many epochs as the training will have: it is the same one.
    Path trained = folder.resolve("trained");
    Outcome training =
        espy(
            Stream.concat(Stream.of(lastLine(outcome)), Stream.of("--run", trained, "--json"))
                .toArray());
    assertThat(training.status()).as(training.err()).isZero();
    String[] best = row(outcome);
    assertThat(best[1]).isEqualTo("3");
    assertThat(training.json().get("evaluation").get("loss").doubleValue())
        .isCloseTo(Double.parseDouble(best[7]), within(0.00006));
    assertThat(Files.readString(trained.resolve("config.yaml")))
        .contains("learning-rate: " + best[2], "weight-decay: " + best[3]);
  }

  /** Returns the cells of the best trial. */
  private static String[] row(Outcome outcome) {
    return outcome.out().lines().skip(1).findFirst().orElseThrow().strip().split(" +");
  }

  @Test
  void theSameSeedFindsTheSameAndJsonSaysAll() {
    JsonNode first = espy(tune(run, "--json")).json();
    JsonNode again = espy(tune(folder.resolve("again"), "--json")).json();

    assertThat(first.propertyNames())
        .containsExactly("run", "finished", "best", "config", "plan", "trials", "unreadable");
    assertThat(first.get("plan").toString())
        .isEqualTo("[{\"trials\":6,\"epochs\":1},{\"trials\":2,\"epochs\":3}]");
    assertThat(first.get("trials")).hasSize(8);
    assertThat(first.get("trials").get(0).propertyNames())
        .containsExactly("rung", "trial", "epochs", "settings", "scores", "seconds");
    assertThat(first.get("trials").get(0).get("scores").propertyNames())
        .containsExactlyInAnyOrder("loss", "accuracy", "balancedAccuracy", "macroF1");
    assertThat(withoutTimes(again)).isEqualTo(withoutTimes(first));
  }

  private static String withoutTimes(JsonNode document) {
    return (document.get("trials") + " best " + document.get("best"))
        .replaceAll("\"seconds\":[^,}]*", "");
  }

  @Test
  void goesOnWhereItWasStopped() {
    JsonNode whole = espy(tune(folder.resolve("whole"), "--json")).json();

    Outcome stopped = Espy.cancelledAt("trial 3/8", tune(run));
    assertThat(stopped.status()).as(stopped.err()).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(run.resolve("best.yaml")).exists();
    assertThat(stopped.out()).contains("To resume:  ");
    assertThat(espy(tune(run)).err()).contains(run + ": holds a search; add --resume");

    Outcome outcome =
        espy(Stream.concat(Stream.of(lastLine(stopped)), Stream.of("--json")).toArray());

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains("Going on after 3 of 8 trainings.", "trial 4/8", "trial 8/8")
        .doesNotContain("trial 3/8");
    assertThat(withoutTimes(outcome.json())).isEqualTo(withoutTimes(whole));
    assertThat(run.resolve("best.yaml")).hasSameTextualContentAs(folder.resolve("whole/best.yaml"));
  }

  /** Before there were micro-batches, a batch was learned from at once. */
  @Test
  void aSearchThatAnOlderVersionBeganGoesOnWithWholeBatches() throws IOException {
    Espy.cancelledAt("trial 3/8", tune(run));
    Path options = run.resolve("tune.yaml");
    String text = Files.readString(options);
    assertThat(text).contains("micro-batch-size: 16\n");
    Files.writeString(options, text.replace("micro-batch-size: 16\n", ""));

    refused(resume("--micro-batch-size", 16), "this search was begun with --micro-batch-size 8");
    Outcome outcome = resume();

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(options).content().contains("\nmicro-batch-size: 8\n");
    assertThat(run.resolve("best.yaml")).content().contains("\nmicro-batch-size: 8\n");
  }

  @Test
  void aSearchThatWasKilledGoesOnWithTheRealEngine() throws Exception {
    Path whole = folder.resolve("whole");
    assertThat(Espy.real().run(tune(whole)).status()).isZero();

    Process program = new ChildJvm(Main.class, folder).start(tune(run));
    var err = program.errorReader();
    String line = err.readLine();
    while (line != null && !line.startsWith("trial 4/8")) {
      line = err.readLine();
    }
    assertThat(line).isNotNull();
    program.destroyForcibly().waitFor();
    Outcome outcome = Espy.real().run("tune", data, "--run", run, "--resume");

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err()).containsPattern("Going on after [4-8] of 8 trainings.");
    assertThat(scores(run)).isEqualTo(scores(whole));
    assertThat(run.resolve("best.yaml")).hasSameTextualContentAs(whole.resolve("best.yaml"));
  }

  /** Returns the trials without their seconds. */
  private static List<String> scores(Path run) throws IOException {
    try (Stream<String> rows = Files.lines(run.resolve("trials.csv"))) {
      return rows.map(row -> row.replaceFirst(",[0-9.]+,6x1 2x3,", ",")).toList();
    }
  }

  @Test
  void anotherSearchIsNotGoneOnWith() throws IOException {
    Espy.cancelledAt("trial 3/8", tune(run));

    refused(resume("--learning-rate", 0.1), "this search was begun with --learning-rate 0.02");
    refused(resume("--trials", 9), "begun with --trials 6; leave --trials out to go on");
    refused(resume("--time-limit", "1h"), "begun with another --time-limit");
    refused(resume("--preset", "mlp"), "leave --preset out");
    refused(resume("--config", network), "--resume takes", "no --config");
    refused(espy("tune", data, "--resume"), "--resume takes the folder of a search, --run DIR");
    Path other = SmallData.ofThree(folder.resolve("other"), 27);
    Outcome outcome = espy("tune", other, "--run", run, "--resume");
    assertThat(outcome.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(outcome.err()).contains("begun with other images or labels");

    Files.writeString(run.resolve("trials.csv"), "rung,trial\n");
    Outcome damaged = resume();
    assertThat(damaged.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(damaged.err()).contains("these are not the trials of a search");
  }

  private Outcome resume(Object... more) {
    return espy(
        Stream.concat(Stream.of("tune", data, "--run", run, "--resume"), Stream.of(more))
            .toArray());
  }

  private static void refused(Outcome outcome, String... words) {
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains(words);
  }

  @Test
  void beforeTheFirstTrialThereIsNothingToRecommend() {
    Outcome outcome = Espy.cancelledAt("images to learn from", tune(run));

    assertThat(outcome.status()).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(outcome.out()).isEmpty();
    assertThat(run.resolve("best.yaml")).doesNotExist();
    assertThat(espy(tune(run)).status()).isZero();
  }

  /** An engine that cannot learn with networks of the size of the base and smaller ones. */
  private static StandInEngine forWideNetworks() {
    return new StandInEngine() {
      private long base;

      @Override
      public Learner open(NetworkSpec spec, NetworkState state) {
        long size = spec.network().parameterCount();
        base = base == 0 ? size : base;
        return size > base
            ? super.open(spec, state)
            : new IdleLearner(state, spec.labels()) {
              @Override
              public Step fit(Batch batch, double learningRate) {
                return new Step(Double.NaN, 0);
              }
            };
      }
    };
  }

  @Test
  void aWiderNetworkIsWrittenLayerByLayerAndFailuresAreNamed() throws IOException {
    Outcome outcome =
        Espy.on(forWideNetworks())
            .run("tune", data, "--run", run, "--preset", "mlp", "--epochs", 1, "--trials", 9);

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("width 1  learning failed");
    assertThat(outcome.out()).containsPattern("\n +0 +1 .* failed ");
    assertThat(row(outcome)[5]).isEqualTo("1.5");
    assertThat(Files.readAllLines(run.resolve("best.yaml")))
        .contains(
            "- dense: {units: 384, activation: relu}",
            "- dropout: {rate: 0.3}",
            "- dense: {units: 192, activation: relu}")
        .noneMatch(line -> line.startsWith("preset:"));
    assertThat(
            espy("train", data, "--config", run.resolve("best.yaml"), "--run", folder.resolve("t"))
                .status())
        .isZero();
  }

  @Test
  void aNetworkThatIsNotWidenedKeepsItsName() throws IOException {
    Outcome outcome =
        espy("tune", data, "--run", run, "--preset", "mlp", "--epochs", 1, "--trials", 1);

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(Files.readAllLines(run.resolve("best.yaml")))
        .contains("preset: mlp", "learning-rate: 0.002", "epochs: 1")
        .noneMatch(line -> line.startsWith("layers:"));
    assertThat(outcome.out()).contains("trial 0, the initial setting");
  }

  @Test
  void whereNothingLearnsThereIsOneSentence() {
    Outcome outcome = Espy.on(StandInEngine.diverging()).run(tune(run));

    assertThat(outcome.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(outcome.err()).contains("espy: learning failed with all 6 settings");
  }

  @Test
  void keepsATimeLimit() throws IOException {
    Outcome outcome =
        Espy.on(StandInEngine.idle())
            .run("tune", data, "--run", run, "--time-limit", "10m", "--epochs", 1);

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("Planned trainings: 81 of 1 epoch.", "trial 81/81");
    assertThat(outcome.out()).contains("... and 61 more");
    assertThat(Files.readString(run.resolve("tune.yaml"))).contains("time-limit: 10m");
  }

  @Test
  void searchesForAnHourUnlessItIsTold() throws IOException {
    Espy.cancelledAt("images to learn from", "tune", data, "--run", run);
    assertThat(Files.readString(run.resolve("tune.yaml"))).contains("time-limit: 1h");

    Espy.cancelledAt("images to learn from", tune(run));
    assertThat(Files.readString(run.resolve("tune.yaml")))
        .contains("trials: 6")
        .doesNotContainPattern(Pattern.compile("^time-limit", Pattern.MULTILINE));
  }

  @Test
  void settingsAreComparedByTheMetric() {
    Outcome outcome = espy(tune(run, "--metric", "macro-f1"));

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines().findFirst().orElseThrow())
        .matches("trial .*  accuracy +loss +macro-f1 +time");
  }

  @Test
  void imagesThatCannotBeReadAreNamed() {
    Path some =
        SmallData.grey(folder.resolve("some/train.csv"))
            .header("id,label")
            .labelled(30, "left", "middle", "right")
            .row("gone,left")
            .write();

    Outcome outcome = espy("tune", some, "--run", run, "--config", network, "--trials", 1);

    assertThat(outcome.status()).isEqualTo(ExitStatus.UNREADABLE_IMAGES);
    assertThat(outcome.err()).contains("1 image could not be read", "'gone'");
  }
}
