package dev.espy.adapters.dl4j.backend;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Runs a network's work. On the CPU the calling threads do it. On a GPU one thread does all of it:
 * ND4J gives each thread its own stream and workspaces, and one thread's results need not be
 * complete when another reads them.
 */
public final class Worker implements AutoCloseable {

  private final Executor executor;
  private final int parallelism;
  private final Runnable shutdown;

  /**
   * Creates a worker.
   *
   * @param executor runs the work
   * @param parallelism number of calls that may run at the same time, positive
   * @param shutdown action that frees the executor
   */
  public Worker(Executor executor, int parallelism, Runnable shutdown) {
    this.executor = executor;
    this.parallelism = parallelism;
    this.shutdown = shutdown;
  }

  /** Creates a worker that uses the calling threads, at most one per processor at a time. */
  public static Worker onCallingThreads() {
    return new Worker(Runnable::run, Runtime.getRuntime().availableProcessors(), () -> {});
  }

  /** Creates a worker with one daemon thread of its own. */
  public static Worker onOwnThread() {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread created = new Thread(work, "espy-network");
              created.setDaemon(true);
              return created;
            });
    return new Worker(thread, 1, thread::shutdown);
  }

  /** Returns the number of calls that may run at the same time. */
  public int parallelism() {
    return parallelism;
  }

  /** Runs work, waits for it, and returns its result. An exception of the work is thrown here. */
  public <T> T call(Supplier<T> work) {
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
    shutdown.run();
  }
}
