package dev.espy.adapters.dl4j;

import java.util.function.Supplier;

/**
 * Where a network is, and how it computes there.
 *
 * @param kernels whose code computes what
 * @param worker what does the work
 * @param failures what to make of failures
 */
record Placement(Kernels kernels, Worker worker, Failures failures) {

  /** Has work done; see {@link Failures#guard}. */
  <T> T run(String what, Supplier<T> work) {
    return failures.guard(what, () -> worker.call(work));
  }
}
