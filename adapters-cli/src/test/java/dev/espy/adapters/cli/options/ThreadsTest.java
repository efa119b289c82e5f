package dev.espy.adapters.cli.options;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.StandInEngine;
import dev.espy.adapters.cli.output.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the number of threads of commands. */
class ThreadsTest {

  @TempDir Path folder;
  private final List<Integer> asked = new ArrayList<>();
  private Path data;
  private Path run;
  private Path small;

  @BeforeEach
  void write() {
    data = SmallData.ofThree(folder.resolve("data"), 30);
    run = folder.resolve("run");
    small = SmallData.text(folder.resolve("small.yaml"), "epochs: 1\nlayers: []\n");
  }

  /** Runs a command line and returns the numbers of threads that engines are asked to use. */
  private List<Integer> asked(Object... words) {
    asked.clear();
    Outcome outcome =
        Espy.on(
                new StandInEngine() {
                  @Override
                  public void computeWith(int threads) {
                    asked.add(threads);
                  }
                })
            .run(words);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return asked;
  }

  @Test
  void everyCommandThatComputesHandsThemToItsEngines() {
    assertThat(asked("train", data, "--config", small, "--run", run, "--threads", 3))
        .containsExactly(3);
    assertThat(asked("train", data, "--config", small, "--find-learning-rate", "--threads", "1024"))
        .containsExactly(1024);
    Path search = folder.resolve("search");
    assertThat(
            asked("tune", data, "--config", small, "--run", search, "--trials", 1, "--threads", 4))
        .containsExactly(4);
    assertThat(asked("validate", run, data, "--threads", 5)).containsExactly(5);
    Path output = folder.resolve("predictions.csv");
    assertThat(asked("predict", run, data, "-o", output, "--threads", 6)).containsExactly(6);
    // The engine and the format are compared.
    assertThat(
            asked(
                "export", run, "--format", "memory", "-o", folder.resolve("file"), "--threads", 7))
        .containsExactly(7, 7);
  }

  @Test
  void aCommandWithoutThemTakesTheDefault() {
    assertThat(asked("train", data, "--config", small, "--run", run))
        .containsExactly(DefaultThreads.here().count());
  }

  @Test
  void theDemoHandsThemToItsCommands() {
    Path demo = folder.resolve("demo");
    int other = DefaultThreads.here().count() + 1;
    Outcome outcome =
        Espy.on(StandInEngine.idle())
            .run("demo", "--source", "shapes", "--dir", demo, "--threads", other);

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err().lines().filter(line -> line.startsWith("$ espy ")))
        .hasSize(3)
        .allMatch(line -> line.endsWith(" --threads " + other));
  }

  @Test
  void theyDoNotBelongToTheTraining() throws IOException {
    asked("train", data, "--config", small, "--run", run, "--threads", 3);
    assertThat(Files.readString(run.resolve("config.yaml"))).doesNotContain("threads");
    assertThat(espy("inspect", run).out()).doesNotContain("threads");
  }

  @Test
  void aTrainingMayGoOnWithOthers() {
    asked("train", data, "--config", small, "--run", run, "--threads", 3);

    assertThat(asked("train", data, "--run", run, "--resume", "--epochs", 2, "--threads", 2))
        .containsExactly(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "tune"})
  void aConfigFileDoesNotSetThem(String command) {
    Path config = SmallData.text(folder.resolve("threads.yaml"), "threads: 2\n");

    Outcome outcome = espy(command, data, "--config", config, "--run", run);

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains(config + ": there is no option 'threads'; there are ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-3", "1.5", "x", "", "1025", "100000", "99999999999999999999"})
  void anythingElseIsRefused(String value) {
    for (String command : List.of("train", "tune", "validate", "predict", "export", "demo")) {
      List<Object> words = new ArrayList<>(List.of(command));
      words.addAll(
          switch (command) {
            case "train", "tune" -> List.of(data);
            case "validate" -> List.of(run, data);
            case "predict" -> List.of(run, data, "-o", folder.resolve("out.csv"));
            case "export" -> List.of(run, "-o", folder.resolve("out.onnx"));
            default -> List.of();
          });
      words.addAll(List.of("--threads", value));

      Outcome outcome = espy(words.toArray());

      assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
      assertThat(outcome.err())
          .contains("'--threads'", "'%s' is not a whole number from 1 to 1,024".formatted(value));
    }
  }
}
