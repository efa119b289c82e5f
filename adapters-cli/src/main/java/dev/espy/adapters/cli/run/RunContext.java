package dev.espy.adapters.cli.run;

import dev.espy.adapters.cli.metrics.Metrics;
import dev.espy.adapters.cli.metrics.MetricsExport;
import dev.espy.adapters.cli.options.CommonOptions;
import dev.espy.adapters.cli.output.Console;
import dev.espy.adapters.cli.output.JsonDocuments;
import dev.espy.adapters.cli.progress.Progress;
import dev.espy.application.RunControl;
import dev.espy.application.RunListener;
import dev.espy.application.RunListeners;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Runs a command's work with progress, metrics and cancellation.
 *
 * @param console the destination of results and messages
 * @param cancellation the flag that Ctrl-C sets
 */
public record RunContext(Console console, Cancellation cancellation) {

  /** A command's work. */
  public interface Work {
    /**
     * Does the work.
     *
     * @param metrics the metrics of this run
     * @param listener the listener to hand on to the use case
     * @return the exit status
     */
    int run(Metrics metrics, RunListener listener);
  }

  /**
   * Runs a command's work with progress and metrics. Serves the metrics while it runs, and writes
   * them even if the work fails.
   *
   * @param options the options of all commands
   * @param epochs the number of epochs; 0 if it is unknown or there are none
   * @param listeners listeners beside progress and metrics
   * @param work the work
   * @return the exit status
   * @throws dev.espy.domain.OverwriteException if the metrics would replace something else
   * @throws dev.espy.domain.StorageException if the metrics cannot be served or written
   */
  public int run(CommonOptions options, int epochs, List<RunListener> listeners, Work work) {
    var unused = options.outputs(List.of());
    try (MetricsExport export = MetricsExport.open(options.metricsFile(), options.metricsPort());
        Progress progress = new Progress(console, options.quiet(), epochs, System::nanoTime)) {
      URI address = export.address();
      // Nobody can guess a free port.
      if (address != null && (!options.quiet() || Objects.equals(options.metricsPort(), 0))) {
        console.err().println("Metrics: " + address);
      }
      Metrics metrics = new Metrics(export.registry());
      RunListener all =
          new RunListeners(
              Stream.concat(Stream.of(metrics, progress), listeners.stream()).toList());
      return work.run(metrics, all);
    }
  }

  /** Prints the counts and times of a run to standard error, except with --quiet. */
  public void summarize(CommonOptions options, Metrics metrics) {
    if (!options.quiet()) {
      console.err().println(metrics.summary());
    }
  }

  /**
   * Returns the handle of a run that Ctrl-C stops, with the system's clock.
   *
   * @param listener the listener of the run
   * @param threads the largest number of threads that read and prepare images, at least 1
   */
  public RunControl control(RunListener listener, int threads) {
    return new RunControl(listener, cancellation, System::nanoTime, threads);
  }

  /** Prints a result to the standard output, as JSON with --json, otherwise as text. */
  public void print(CommonOptions options, Object document, Runnable text) {
    if (options.json()) {
      console.out().println(JsonDocuments.json(document));
    } else {
      text.run();
    }
    console.out().flush();
  }
}
