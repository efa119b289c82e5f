package dev.espy.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.fake.Reports;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of {@link ReportPort}. */
public abstract class ReportContract {

  /** The folder for reports. */
  @TempDir protected Path folder;

  /** Returns the port under test, the same in one test. */
  protected abstract ReportPort port();

  /** Returns the text of the report in this file; null if there is no such file. */
  protected abstract @Nullable String kept(Path file) throws Exception;

  @Test
  void writesAReportIntoANewFolder() throws Exception {
    Path file = folder.resolve("new/folder/report.html");
    port().write(Reports.full(), file);
    assertThat(kept(file)).contains("Ankle boot", "runs/clothes");
  }

  @Test
  void replacesTheEarlierReport() throws Exception {
    Path file = folder.resolve("report.html");
    port().write(Reports.full(), file);
    port().write(Reports.minimal(), file);
    assertThat(kept(file)).contains("runs/short").doesNotContain("runs/clothes");
  }

  @Test
  void filesAreIndependent() throws Exception {
    Path first = folder.resolve("first.html");
    Path second = folder.resolve("second.html");
    port().write(Reports.full(), first);
    port().write(Reports.minimal(), second);
    assertThat(kept(first)).contains("runs/clothes");
    assertThat(kept(folder.resolve("third.html"))).isNull();
  }

  @Test
  void theSameReportIsWrittenTheSame() throws Exception {
    Path file = folder.resolve("report.html");
    port().write(Reports.full(), file);
    String first = kept(file);
    port().write(Reports.full(), file);
    assertThat(kept(file)).isEqualTo(first);
  }

  @Test
  void anyTextIsALabelOrAName() throws Exception {
    Path file = folder.resolve("report.html");
    port().write(Reports.hostile(), file);
    assertThat(kept(file)).contains("alert");
  }

  @Test
  void anyNumberOfLabelsIsWritten() throws Exception {
    Path file = folder.resolve("report.html");
    port().write(Reports.huge(2000), file);
    assertThat(kept(file)).contains("runs/huge");
  }
}
