package dev.espy.adapters.cli.metrics;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {

  @TempDir Path folder;

  private static Map<String, Double> values(Path file) throws IOException {
    return Exposition.values(Files.readString(file));
  }

  @Test
  void countsAndTimesTraining() throws IOException {
    Path data =
        SmallData.grey(folder.resolve("data/train.csv"))
            .header("id,label")
            .labelled(30, "left", "middle", "right")
            .row("gone,left")
            .row("gone,left")
            .row("gone,left")
            .write();
    Path file = folder.resolve("new/metrics.prom");

    espy(
        "train",
        data,
        "--run",
        folder.resolve("run"),
        "--epochs",
        3,
        "--batch-size",
        10,
        "--validation-data",
        SmallData.ofThree(folder.resolve("other"), 6),
        "--architecture",
        Trained.softmaxRegression(folder),
        "--metrics-file",
        file);

    Map<String, Double> values = values(file);
    assertThat(values)
        .containsEntry("espy_images_total{what=\"read\"}", 36.0)
        .containsEntry("espy_images_total{what=\"unreadable\"}", 3.0)
        .containsEntry("espy_images_total{what=\"fitted\"}", 90.0)
        .containsEntry("espy_images_total{what=\"classified\"}", 24.0)
        .containsEntry("espy_batches_total{what=\"fitted\"}", 9.0)
        .containsEntry("espy_batches_total{what=\"classified\"}", 4.0)
        .containsEntry("espy_epochs_total", 3.0)
        .containsEntry("espy_decoding_seconds_count", 39.0)
        .containsEntry("espy_engine_seconds_count{work=\"fit\"}", 9.0)
        .containsEntry("espy_engine_seconds_count{work=\"classify\"}", 4.0);
    assertThat(values.get("espy_decoding_seconds_sum")).isPositive();
    assertThat(values.get("espy_engine_seconds_sum{work=\"fit\"}")).isPositive();
    assertThat(values.get("espy_engine_seconds_sum{work=\"classify\"}")).isPositive();
    assertThat(values.get("espy_loss{data=\"training\"}")).isPositive().isLessThan(5);
    assertThat(values.get("espy_loss{data=\"validation\"}")).isPositive().isLessThan(5);
    assertThat(values.get("espy_accuracy{data=\"training\"}")).isBetween(0.0, 1.0);
    assertThat(values.get("espy_accuracy{data=\"validation\"}")).isBetween(0.0, 1.0);
  }

  @Test
  void saysTheScoreOfValidating() throws IOException {
    Path run = Trained.onThree(folder);
    Path file = folder.resolve("metrics.prom");

    espy("validate", run, folder.resolve("data"), "--batch-size", 7, "--metrics-file", file);

    assertThat(values(file))
        .containsEntry("espy_accuracy{data=\"validation\"}", 1.0)
        .containsEntry("espy_batches_total{what=\"classified\"}", 5.0)
        .containsEntry("espy_images_total{what=\"classified\"}", 30.0)
        .containsEntry("espy_images_total{what=\"fitted\"}", 0.0);
    assertThat(values(file).get("espy_loss{data=\"validation\"}")).isBetween(0.0, 1.0);
  }

  @Test
  void countsWhatImportWrites() throws IOException {
    Path images = folder.resolve("idx");
    Files.write(
        images,
        java.nio.ByteBuffer.allocate(18).putInt(0x0803).putInt(2).putInt(1).putInt(1).array());
    Path file = folder.resolve("metrics.prom");

    espy("import", "idx", "--images", images, "-o", folder.resolve("out"), "--metrics-file", file);

    assertThat(values(file)).containsEntry("espy_images_total{what=\"written\"}", 2.0);
  }

  @Test
  void isWrittenEvenIfTheCommandFails() throws IOException {
    Path file = folder.resolve("metrics.prom");

    assertThat(espy("train", folder.resolve("none"), "--metrics-file", file).status())
        .isEqualTo(ExitStatus.BAD_INPUT);

    assertThat(values(file)).containsEntry("espy_images_total{what=\"read\"}", 0.0);
  }
}
