package dev.espy.domain.fake;

import dev.espy.domain.port.ReportContract;
import dev.espy.domain.port.ReportPort;
import dev.espy.domain.report.Report;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

class InMemoryReportsTest extends ReportContract {

  private final InMemoryReports reports = new InMemoryReports();

  @Override
  protected ReportPort port() {
    return reports;
  }

  @Override
  protected @Nullable String kept(Path file) {
    Report report = reports.written(file);
    return report == null ? null : report.name() + report.labels() + report.sizes();
  }
}
