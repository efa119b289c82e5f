package dev.espy.adapters.cli;

import dev.espy.application.RunListener;
import dev.espy.application.RunListeners;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a working command needs beside its use case: where to write, when to stop, what to count.
 *
 * @param console where to write
 * @param cancellation asked whether to stop
 */
public record RunContext(Console console, Cancellation cancellation) {

  /** A command's work: given its metrics and the listener to hand on, it gives an exit status. */
  interface Work {
    int run(Metrics metrics, RunListener listener);
  }

  /**
   * Does a command's work with progress and metrics, and writes the metrics whatever happens.
   *
   * @param options what all commands have
   * @param epochs how many epochs there will be; 0 if it is not known yet or there are none
   * @param listeners who else wants to be told
   * @param work what to do
   * @return the exit status
   * @throws dev.espy.domain.OverwriteException if the metrics would replace something else
   */
  int run(CommonOptions options, int epochs, List<RunListener> listeners, Work work) {
    var unused = options.outputs(List.of());
    try (Metrics metrics = new Metrics(options.metricsFile)) {
      RunListener all =
          new RunListeners(
              Stream.concat(
                      Stream.of(metrics, new Progress(console, epochs, System::nanoTime)),
                      listeners.stream())
                  .toList());
      return work.run(metrics, all);
    }
  }

  /** Prints to the standard output: the result as JSON if that was asked for, else as text. */
  void print(CommonOptions options, Object document, Runnable text) {
    if (options.json) {
      console.out().println(Documents.json(document));
    } else {
      text.run();
    }
    console.out().flush();
  }
}
