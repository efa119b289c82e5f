package dev.espy.adapters.cli.output;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.Trained;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuietTest {

  @TempDir Path folder;

  private Outcome train(Path data) {
    return espy(
        "train",
        data,
        "--run",
        folder.resolve("run"),
        "--epochs",
        2,
        "--architecture",
        Trained.softmaxRegression(folder),
        "--quiet");
  }

  @Test
  void nothingButResultsIsPrintedIfAllIsWell() {
    Path data = SmallData.ofThree(folder.resolve("data"), 150);

    Outcome outcome = train(data);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isEqualTo(ExitStatus.DONE);
    assertThat(outcome.out()).contains("best epoch").contains("run folder");
    Path run = folder.resolve("run");
    Path other = SmallData.ofThree(folder.resolve("other"), 60);
    Outcome predicted = espy("predict", run, other, "-o", folder.resolve("p.csv"), "-q");
    assertThat(predicted.err()).isEmpty();
    assertThat(predicted.out()).contains("60 images labelled");
    Outcome explained =
        espy("explain", run, data.resolve("1.png"), "-o", folder.resolve("explained"), "-q");
    assertThat(explained.err()).isEmpty();
    assertThat(explained.out()).contains("1.explained.png");
    Outcome tuned =
        espy("tune", data, "--run", folder.resolve("tune"), "--trials", 2, "--epochs", 1, "-q");
    assertThat(tuned.err()).isEmpty();
    assertThat(tuned.out()).contains("best setting");
  }

  @Test
  void warningsAreStillPrinted() {
    Path data =
        SmallData.grey(folder.resolve("data/train.csv"))
            .header("id,label")
            .labelled(90, "left", "middle", "right")
            .row("gone,left")
            .row("1,")
            .write();

    Outcome outcome = train(data);

    assertThat(outcome.status()).isEqualTo(ExitStatus.UNREADABLE_IMAGES);
    assertThat(outcome.err())
        .contains("have no label and are left out")
        .contains("1 image could not be read:")
        .contains("'gone'")
        .doesNotContain("epoch 1/2")
        .doesNotContain("reading:")
        .doesNotContain("images to learn from, ");
    Outcome validated = espy("validate", folder.resolve("run"), data, "--quiet");
    assertThat(validated.err()).contains("learned from").contains("1 row has no label");
  }

  @Test
  void errorsAreStillPrinted() {
    Outcome outcome = espy("train", folder.resolve("none"), "--quiet");

    assertThat(outcome.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(outcome.err()).startsWith("espy: there is no ").hasLineCount(1);
  }
}
