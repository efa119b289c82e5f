package dev.espy.adapters.cli.run;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.espy.adapters.cli.ChildJvm;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.cli.wiring.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
class InterruptTest {

  /**
   * Gives a program the default action for SIGINT. What nohup or a script's background started
   * ignores SIGINT, and so do its children; Java then does not handle it.
   */
  private static final List<String> DEFAULT_SIGINT = List.of("env", "--default-signal=INT");

  @TempDir Path folder;

  @Test
  void controlCLeavesTheModelOfTheBestEpoch() throws Exception {
    List<String> starter = starter();
    assumeThat(ignoresSigint(starter))
        .as("SIGINT is ignored, and this system's env cannot change that")
        .isFalse();

    leavesTheModelOfTheBestEpoch(starter, "INT", ExitStatus.INTERRUPTED);
  }

  @Test
  void terminationLeavesTheModelOfTheBestEpoch() throws Exception {
    leavesTheModelOfTheBestEpoch(List.of(), "TERM", 128 + 15);
  }

  @Test
  void controlCIsNotIgnoredHoweverTheBuildWasStarted() throws Exception {
    assumeThat(starter()).as("env --default-signal").isNotEmpty();
    List<String> nohup = new ArrayList<>(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
    assertThat(ignoresSigint(nohup)).isTrue();

    nohup.addAll(starter());

    assertThat(ignoresSigint(nohup)).isFalse();
  }

  /** Returns the command that gives a program SIGINT's default action, or nothing without GNU. */
  private static List<String> starter() throws IOException, InterruptedException {
    List<String> probe = new ArrayList<>(DEFAULT_SIGINT);
    probe.add("true");
    return status(probe) == 0 ? DEFAULT_SIGINT : List.of();
  }

  /** Returns whether a program that this command starts ignores SIGINT. */
  private static boolean ignoresSigint(List<String> starter)
      throws IOException, InterruptedException {
    List<String> probe = new ArrayList<>(starter);
    // A shell cannot handle a signal that was ignored when it started.
    probe.addAll(List.of("sh", "-c", "trap 'exit 7' INT; kill -INT $$; exit 0"));
    return status(probe) != 7;
  }

  private static int status(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private void leavesTheModelOfTheBestEpoch(List<String> starter, String signal, int status)
      throws Exception {
    Path data = SmallData.ofThree(folder.resolve("data"), 30);
    Path run = folder.resolve("run");
    Process train =
        new ChildJvm(Main.class, folder)
            .startedBy(starter)
            .start(
                "train",
                data,
                "--run",
                run,
                "--epochs",
                1_000_000,
                "--architecture",
                Trained.softmaxRegression(folder));
    String rest;
    try (BufferedReader err = train.errorReader()) {
      String line = err.readLine();
      while (line != null && !line.startsWith("epoch 1/")) {
        line = err.readLine();
      }
      assertThat(line).as("the first epoch's line").isNotNull();
      new ProcessBuilder("kill", "-" + signal, String.valueOf(train.pid())).start().waitFor();
      rest = err.lines().collect(Collectors.joining("\n"));
    } finally {
      train.destroyForcibly();
    }

    assertThat(train.waitFor()).isEqualTo(status);
    assertThat(rest).doesNotContain("Exception");
    assertThat(Files.readString(folder.resolve("stdout.txt"))).contains("best epoch");
    assertThat(run.resolve("evaluation.json")).exists();
    assertThat(espy("inspect", run).status()).isZero();
    assertThat(espy("validate", run, data).status()).isZero();
  }
}
