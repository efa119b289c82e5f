package dev.espy.adapters.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.StandInEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDataSharingWarmupTest {

  @TempDir Path folder;

  @Test
  void goesThroughTheCommands() {
    Outcome outcome = Espy.on(StandInEngine.idle()).run("warmup", "--dir", folder);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("30 images labelled", "balanced accuracy", "Usage: espy", "best epoch");
    assertThat(folder.resolve("predictions.csv")).isRegularFile();
    assertThat(folder.resolve("run/model.espy")).isRegularFile();
  }

  @Test
  void isNotForUsers() {
    assertThat(Espy.espy("--help").out()).contains("predict").doesNotContain("warmup");
  }
}
