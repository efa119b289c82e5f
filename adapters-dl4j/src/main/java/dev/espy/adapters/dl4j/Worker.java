package dev.espy.adapters.dl4j;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Where a network's work is done. ND4J gives each thread a GPU, a stream and workspaces of its own,
 * and what another thread has begun to compute need not be there yet; so on a GPU one thread does
 * everything for a network.
 */
final class Worker implements AutoCloseable {

  private final Executor executor;
  private final int places;
  private final Runnable end;

  /**
   * @param places how many things it does at a time
   * @param end frees it
   */
  Worker(Executor executor, int places, Runnable end) {
    this.executor = executor;
    this.places = places;
    this.end = end;
  }

  /** Returns the threads that call, as many at a time as there are processors. */
  static Worker callers() {
    return new Worker(Runnable::run, Runtime.getRuntime().availableProcessors(), () -> {});
  }

  /** Starts a thread. */
  static Worker thread() {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(work, "espy-network");
              made.setDaemon(true);
              return made;
            });
    return new Worker(thread, 1, thread::shutdown);
  }

  /** Returns how many things it does at a time. */
  int places() {
    return places;
  }

  /** Returns what the work gives, once it is done. What it throws is thrown here. */
  <T> T call(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, executor).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      } else if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    end.run();
  }
}
