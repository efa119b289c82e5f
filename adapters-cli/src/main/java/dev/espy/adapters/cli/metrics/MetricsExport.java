package dev.espy.adapters.cli.metrics;

import dev.espy.application.storage.AtomicFile;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Gives a run's metrics to other programs: in a file at the end, and on a port until then. */
public final class MetricsExport implements AutoCloseable {

  private final MeterRegistry registry;
  private final @Nullable Path file;
  private final @Nullable MetricsServer server;

  private MetricsExport(
      MeterRegistry registry, @Nullable Path file, @Nullable MetricsServer server) {
    this.registry = registry;
    this.file = file;
    this.server = server;
  }

  /**
   * Opens a registry, and starts to serve its metrics if a port is given.
   *
   * @param file the file that is written at the end, or null for none
   * @param port the port of 127.0.0.1 on which the metrics are served until the end, 0 for any free
   *     one, or null to serve nothing
   * @throws dev.espy.domain.StorageException if the port cannot be used
   */
  public static MetricsExport open(@Nullable Path file, @Nullable Integer port) {
    if (file == null && port == null) {
      // The Prometheus registry is slow to start.
      return new MetricsExport(new SimpleMeterRegistry(), null, null);
    }
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    ProcessMetrics.bindTo(registry);
    MetricsServer server = port == null ? null : MetricsServer.start(port, registry::scrape);
    return new MetricsExport(registry, file, server);
  }

  /** Returns the registry for the meters of the run. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Returns the address at which the metrics are served, null if they are not. */
  public @Nullable URI address() {
    return server == null ? null : server.address();
  }

  /**
   * Ends the server, and writes all counts and times in Prometheus' text format if there is a file.
   *
   * @throws dev.espy.domain.StorageException if the file cannot be written
   */
  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    if (file != null && registry instanceof PrometheusMeterRegistry prometheus) {
      AtomicFile.write(file, prometheus.scrape());
    }
    registry.close();
  }
}
