package dev.espy.adapters.cli;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.wiring.Main;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InterruptTest {

  @TempDir Path folder;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
  void controlCLeavesTheModelOfTheBestEpoch() throws Exception {
    Path data = SmallData.ofThree(folder.resolve("data"), 30);
    Path run = folder.resolve("run");
    Process train =
        new ChildJvm(Main.class, folder)
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
      new ProcessBuilder("kill", "-INT", String.valueOf(train.pid())).start().waitFor();
      rest = err.lines().collect(Collectors.joining("\n"));
    } finally {
      train.destroyForcibly();
    }

    assertThat(train.waitFor()).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(rest).doesNotContain("Exception");
    assertThat(Files.readString(folder.resolve("stdout.txt"))).contains("best epoch");
    assertThat(run.resolve("evaluation.json")).exists();
    assertThat(espy("inspect", run).status()).isZero();
    assertThat(espy("validate", run, data).status()).isZero();
  }
}
