package dev.espy.adapters.cli.commands;

import static dev.espy.adapters.cli.Espy.espy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.cli.Espy.Outcome;
import dev.espy.adapters.cli.SmallData;
import dev.espy.adapters.cli.Trained;
import dev.espy.adapters.cli.output.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  @TempDir static Path shared;
  private static Path run;
  @TempDir Path folder;

  @BeforeAll
  static void train() {
    run = Trained.onThree(shared);
  }

  private Path data() {
    return SmallData.ofThree(folder.resolve("data"), 30);
  }

  @Test
  void aValidationWritesAReport() throws IOException {
    Path report = folder.resolve("new/report.html");

    Outcome outcome = espy("validate", run, data(), "--report", report);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).endsWith("report             " + report + "\n");
    assertThat(Files.readString(report)).startsWith("<!DOCTYPE html>").contains("</html>");
  }

  @Test
  void aReportReplacesAnEarlierOneButNoOtherPage() throws IOException {
    Path data = data();
    Path report = folder.resolve("report.html");
    espy("validate", run, data, "--report", report);
    assertThat(espy("validate", run, data, "--report", report).status()).isZero();
    Files.writeString(report, "<!DOCTYPE html><title>My holidays</title>");

    Outcome refused = espy("validate", run, data, "--report", report);

    assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(refused.err())
        .isEqualTo(
            "espy: %s: holds something else than a report of Espy; name another --report\n"
                .formatted(report));
    assertThat(Files.readString(report)).contains("My holidays");
  }

  @Test
  void aReportReplacesNeitherWhatIsReadNorWhatATrainingWrote() throws IOException {
    Path data = data();
    Path csv = data.resolve("train.csv");
    String content = Files.readString(csv);

    assertThat(espy("validate", run, csv, "--report", csv).status()).isEqualTo(ExitStatus.USAGE);
    assertThat(Files.readString(csv)).isEqualTo(content);
    Path own = run.resolve("report.html");
    String page = Files.readString(own);
    Outcome refused = espy("validate", run, data, "--report", own);
    assertThat(refused.status()).as(refused.err()).isEqualTo(ExitStatus.USAGE);
    assertThat(Files.readString(own)).isEqualTo(page);
    Path both = folder.resolve("both.csv");
    assertThat(espy("validate", run, data, "--report", both, "--output", both).status())
        .isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void aNewTrainingRemovesTheReportOfTheEarlierOneFirst() throws IOException {
    Path again = folder.resolve("run");
    assertThat(espy("train", data(), "--run", again, "--epochs", 1).status()).isZero();
    Files.writeString(again.resolve("report.html"), "of the earlier training");

    assertThat(espy("train", data(), "--run", again, "--epochs", 1).status()).isZero();

    assertThat(Files.readString(again.resolve("report.html"))).doesNotContain("earlier training");
  }

  @Test
  void theJsonOfATrainingNamesItsReport() {
    Path again = folder.resolve("run");
    assertThat(
            espy("train", data(), "--run", again, "--epochs", 1, "--json")
                .json()
                .get("report")
                .asString())
        .isEqualTo(again.resolve("report.html").toString());
  }
}
