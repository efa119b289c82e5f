package dev.espy.domain.fake;

import dev.espy.domain.port.ReportPort;
import dev.espy.domain.report.Report;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stores reports in memory, by the path of their file. */
public final class InMemoryReports implements ReportPort {

  private final Map<Path, Report> written = new ConcurrentHashMap<>();

  /** Returns the last report of this file, or null. */
  public @Nullable Report written(Path file) {
    return written.get(file);
  }

  @Override
  public void write(Report report, Path file) {
    written.put(file, report);
  }
}
