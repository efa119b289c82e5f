package dev.espy.adapters.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy;
import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.StandInEngine;
import dev.espy.adapters.cli.output.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

  @TempDir Path folder;

  /** Learning is left out: the tutorial's network takes half a minute for it. */
  @Test
  void doesTheMainJobOnDrawnShapes() throws IOException {
    Outcome outcome =
        Espy.on(StandInEngine.idle()).run("demo", "--source", "shapes", "--dir", folder);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err())
        .contains("Images: simple drawn shapes")
        .contains("$ espy train " + folder.resolve("train"))
        .contains("$ espy validate " + folder.resolve("run"))
        .contains("$ espy predict " + folder.resolve("run"));
    assertThat(outcome.out()).contains("run/report.html", "espy inspect " + folder.resolve("run"));
    assertThat(folder.resolve("run/report.html")).isRegularFile();
    long training = Files.readAllLines(folder.resolve("train/train.csv")).size() - 1;
    try (Stream<Path> images = Files.list(folder.resolve("train/images"))) {
      assertThat(images.count()).isEqualTo(training).isPositive();
    }
    assertThat(Files.readAllLines(folder.resolve("test/test.csv"))).startsWith("id", "1", "2");
    assertThat(Files.readAllLines(folder.resolve("test/labels.csv")))
        .startsWith("id,label", "1,circle", "2,ring")
        .hasSameSizeAs(Files.readAllLines(folder.resolve("test/test.csv")))
        .hasSameSizeAs(Files.readAllLines(folder.resolve("predictions.csv")));
    assertThat(folder.resolve("run/model.espy")).isRegularFile();
  }

  @Test
  void aQuietOnePrintsNeitherCommandsNorProgress() {
    Outcome outcome =
        Espy.on(StandInEngine.idle()).run("demo", "--source", "shapes", "--dir", folder, "--quiet");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).doesNotContain("$ espy", "Images:", "with labels", "epoch ", " in ");
    assertThat(outcome.out()).contains("espy inspect " + folder.resolve("run"));
  }

  @Test
  void stopsWhenInterrupted() {
    Outcome outcome =
        Espy.cancelledAt("simple drawn shapes", "demo", "--source", "shapes", "--dir", folder);

    assertThat(outcome.status()).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(outcome.err())
        .contains("Interrupted: stopped before all images were written")
        .doesNotContain("$ espy train");
    assertThat(outcome.out()).isEmpty();
  }
}
