package dev.espy.application.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * An iterator over the results of tasks, in the order of the tasks. Background threads compute a
 * bounded number of results ahead.
 *
 * @param <T> the type of a result
 */
final class PrefetchingIterator<T> implements Iterator<T>, AutoCloseable {

  private final Iterator<Callable<T>> tasks;
  private final int depth;
  private final ExecutorService threads;
  private final Deque<Future<T>> pending = new ArrayDeque<>();

  /**
   * @param tasks the tasks, which are taken in order by the thread of the caller
   * @param parallel the number of threads; no more than {@code depth} are used
   * @param depth the largest number of results ahead, at least 1
   */
  PrefetchingIterator(Iterator<Callable<T>> tasks, int parallel, int depth) {
    this.tasks = tasks;
    this.depth = depth;
    this.threads =
        Executors.newFixedThreadPool(
            Math.min(parallel, depth),
            task -> {
              Thread thread = new Thread(task, "espy-feed");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Returns the number of results that fit into an eighth of the largest heap, at least 1 and at
   * most {@code wanted}.
   *
   * @param wanted the largest number, at least 1
   * @param bytes the size of a result
   */
  static int depth(int wanted, long bytes) {
    long fitting = Runtime.getRuntime().maxMemory() / 8 / Math.max(1, bytes);
    return (int) Math.max(1, Math.min(wanted, fitting));
  }

  @Override
  public boolean hasNext() {
    fill();
    return !pending.isEmpty();
  }

  private void fill() {
    while (pending.size() < depth && tasks.hasNext()) {
      pending.add(threads.submit(tasks.next()));
    }
  }

  /** Waits for the next result and returns it, or throws the exception of its task. */
  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      T result = pending.remove().get();
      fill();
      return result;
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
      throw new IllegalStateException("interrupted while waiting for images", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
