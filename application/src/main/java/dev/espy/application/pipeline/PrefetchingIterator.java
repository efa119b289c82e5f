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
 * Results of tasks in the order of the tasks, computed on background threads a bounded number ahead
 * of the one who takes them.
 *
 * @param <T> what a task gives
 */
final class PrefetchingIterator<T> implements Iterator<T>, AutoCloseable {

  private final Iterator<Callable<T>> tasks;
  private final int depth;
  private final ExecutorService threads;
  private final Deque<Future<T>> pending = new ArrayDeque<>();

  /**
   * @param tasks taken from one thread, in order
   * @param parallel how many to compute at once, if so many may be ahead
   * @param depth how many to be ahead, at least 1
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
   * Returns how many results may be ahead of the one who takes them: as many as wanted if they fit
   * into an eighth of the largest heap, at least one.
   *
   * @param wanted at least 1
   * @param bytes what a result takes
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

  /** Returns the next result, waiting for it; what its task threw is thrown here. */
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
