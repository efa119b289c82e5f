package dev.espy.adapters.onnx;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of threads that share the parts of a task: the calling thread and background
 * threads, which start when they are first needed. If several threads call at once, each of them
 * works on its own task, so none waits for a background thread that is busy.
 */
final class ThreadTeam implements AutoCloseable {

  private final int threads;
  private final ExecutorService background;

  /**
   * Creates a team.
   *
   * @param threads number of threads, the calling thread included, at least 1
   */
  ThreadTeam(int threads) {
    this.threads = threads;
    // A pool has at least one thread, but a team of one never gives it work.
    this.background =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            work -> {
              Thread thread = new Thread(work, "espy-classify");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Does the parts of a task, in any order, and returns when all have ended. A part that fails does
   * not stop the others; the failure of the first such part is thrown afterwards.
   *
   * @param parts number of parts, positive
   * @param work does the part with the given index
   */
  void run(int parts, IntConsumer work) {
    Task task = new Task(parts, work);
    try {
      for (int i = 1; i < Math.min(threads, parts); i++) {
        background.execute(task);
      }
    } finally {
      // Whatever happened, no part may go on after the return.
      task.run();
      task.join();
    }
  }

  /** Ends the background threads. No task may be running, and none may follow. */
  @Override
  public void close() {
    background.shutdown();
  }

  /** A task. Each thread that runs it takes parts until none is left. */
  private static final class Task implements Runnable {

    private final IntConsumer work;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger unfinished;
    private final @Nullable Throwable[] failures;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    Task(int parts, IntConsumer work) {
      this.work = work;
      this.unfinished = new AtomicInteger(parts);
      this.failures = new Throwable[parts];
    }

    @Override
    public void run() {
      for (int part = next.getAndIncrement();
          part < failures.length;
          part = next.getAndIncrement()) {
        try {
          work.accept(part);
        } catch (RuntimeException | Error e) {
          failures[part] = e;
        }
        if (unfinished.decrementAndGet() == 0) {
          end.complete(null);
        }
      }
    }

    /** Waits for all parts, also if the thread is interrupted, and throws the first failure. */
    void join() {
      end.join();
      for (Throwable failure : failures) {
        if (failure instanceof RuntimeException e) {
          throw e;
        }
        if (failure instanceof Error e) {
          throw e;
        }
      }
    }
  }
}
