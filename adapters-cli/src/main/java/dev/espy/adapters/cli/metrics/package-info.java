/**
 * The counts and times of a command, for other programs. {@link
 * dev.espy.adapters.cli.metrics.Metrics} counts and times one run, {@link
 * dev.espy.adapters.cli.metrics.ProcessMetrics} measures the process. {@link
 * dev.espy.adapters.cli.metrics.MetricsExport} writes both to a file at the end, and {@link
 * dev.espy.adapters.cli.metrics.MetricsServer} gives them to a Prometheus that asks. The names are
 * in docs/metrics.md; they are a contract.
 */
@NullMarked
package dev.espy.adapters.cli.metrics;

import org.jspecify.annotations.NullMarked;
