package dev.espy.adapters.cli.commands;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import dev.espy.adapters.safetensors.EspyModelFiles;
import dev.espy.domain.network.Model;
import dev.espy.domain.network.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ExportCommandTest {

  @TempDir Path folder;
  private Path data;
  private Path run;
  private Path output;

  @BeforeEach
  void train() {
    run = Trained.onThree(folder);
    data = folder.resolve("data");
    output = folder.resolve("out/model.memory");
  }

  private Outcome export(Object... more) {
    Object[] words = {"export", run, "--format", "memory", "--output", output};
    Object[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return espy(all);
  }

  @Test
  void checksOnTheTrainingImages() {
    Outcome outcome = export();

    assertThat(outcome.status()).isZero();
    assertThat(output).isRegularFile();
    assertThat(outcome.out())
        .contains("written   " + output)
        .contains("on 30 images (" + data + ")")
        .contains("30 labels equal, largest difference between probabilities 0.0e+00");
  }

  @Test
  void checksOnOtherImages() {
    Path other =
        SmallData.grey(folder.resolve("other/test.csv")).header("id").unlabelled(4).write();

    assertThat(export("--data", other).out()).contains("on 4 images (" + other + ")");
  }

  @Test
  void goesOnWhereTheTrainingImagesAreGone() throws IOException {
    Files.move(data, folder.resolve("elsewhere"));

    Outcome outcome = export();

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).contains("The training images are unavailable", "--data");
    assertThat(outcome.out()).contains("on 64 images (drawn images)");
  }

  @Test
  void goesOnWhereTheTrainingImagesHaveAPathOfAnotherSystem() {
    EspyModelFiles models = new EspyModelFiles();
    Model model = models.load(run);
    Provenance from = model.provenance();
    Provenance strange =
        new Provenance(
            from.created(),
            from.createdBy(),
            from.engine(),
            from.platform(),
            from.dataSet(),
            from.trainingImages(),
            from.validationImages(),
            from.epoch(),
            from.validationAccuracy(),
            Map.of("data", "no\0path"));
    models.save(
        new Model(
            model.labels(), model.preprocessing(), model.architecture(), model.tensors(), strange),
        run.resolve("model.espy"));

    Outcome outcome = export();

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("(drawn images)");
  }

  @Test
  void givesItsResultAsJson() throws IOException {
    JsonNode json = export("--json").json();

    assertThat(json.propertyNames())
        .containsExactly(
            "output",
            "format",
            "bytes",
            "checkedOn",
            "images",
            "sameLabels",
            "maximumDifference",
            "unreadable");
    assertThat(json.get("bytes").longValue()).isEqualTo(Files.size(output));
    assertThat(json.get("images").intValue()).isEqualTo(30);
    assertThat(json.get("maximumDifference").doubleValue()).isZero();
  }

  @Test
  void knowsItsFormats() {
    Outcome outcome = espy("export", run, "--format", "tflite", "--output", output);

    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains("unknown format 'tflite'; use --format memory");
  }

  @Test
  void saysThatDataThatWereNamedAreMissing() {
    Outcome outcome = export("--data", folder.resolve("nowhere"));

    assertThat(outcome.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(output).doesNotExist();
  }
}
