package dev.espy.adapters.csv.writing;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Numbered tasks that some threads share. */
final class Tasks {

  private Tasks() {}

  /**
   * Does tasks, in any order, and returns when all have ended. After a failure no other task
   * begins; the failure is thrown when those that had begun have ended.
   *
   * @param count the number of tasks
   * @param threads the largest number of threads, at least 1
   * @param task does the task with the given 0-based number
   */
  static void run(int count, int threads, IntConsumer task) {
    AtomicInteger next = new AtomicInteger();
    Callable<Boolean> worker =
        () -> {
          boolean complete = false;
          try {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
              task.accept(i);
            }
            complete = true;
          } finally {
            if (!complete) {
              next.set(count);
            }
          }
          return complete;
        };
    int workers = Math.max(1, Math.min(threads, count));
    ExecutorService pool =
        Executors.newFixedThreadPool(
            workers,
            work -> {
              Thread thread = new Thread(work, "espy-write");
              thread.setDaemon(true);
              return thread;
            });
    try {
      for (Future<Boolean> end : pool.invokeAll(Collections.nCopies(workers, worker))) {
        end.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while images are written", e);
    } finally {
      pool.shutdownNow();
    }
  }
}
