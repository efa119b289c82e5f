package dev.espy.application.pipeline;

import dev.espy.application.RunListener;
import dev.espy.application.RunListener.Waiter;
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
 * bounded number of results ahead. A listener learns how long either side waits for the other.
 *
 * @param <T> the type of a result
 */
final class PrefetchingIterator<T> implements Iterator<T>, AutoCloseable {

  private final Iterator<Callable<T>> tasks;
  private final int depth;
  private final ExecutorService threads;
  private final Deque<Future<T>> pending = new ArrayDeque<>();
  private final RunListener listener;

  /** The time at which a background thread ended its last task. */
  private final ThreadLocal<Long> idleSince = new ThreadLocal<>();

  /**
   * @param tasks the tasks, which are taken in order by the thread of the caller
   * @param parallel the number of threads; no more than {@code depth} are used
   * @param depth the largest number of results ahead, at least 1
   */
  PrefetchingIterator(Iterator<Callable<T>> tasks, int parallel, int depth) {
    this(tasks, parallel, depth, new RunListener() {});
  }

  /**
   * @param tasks the tasks, which are taken in order by the thread of the caller
   * @param parallel the number of threads; no more than {@code depth} are used
   * @param depth the largest number of results ahead, at least 1
   * @param listener the listener for waiting times and the number of results ahead
   */
  PrefetchingIterator(Iterator<Callable<T>> tasks, int parallel, int depth, RunListener listener) {
    this.tasks = tasks;
    this.depth = depth;
    this.listener = listener;
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
      Callable<T> task = tasks.next();
      pending.add(threads.submit(() -> compute(task)));
    }
  }

  /** Does a task on a background thread. */
  private T compute(Callable<T> task) throws Exception {
    Long since = idleSince.get();
    if (since != null) {
      listener.waited(Waiter.READER, System.nanoTime() - since);
    }
    try {
      return task.call();
    } finally {
      idleSince.set(System.nanoTime());
    }
  }

  /** Waits for the result of the first pending task. */
  private T await(Future<T> first) throws ExecutionException, InterruptedException {
    if (first.isDone()) {
      return first.get();
    }
    long start = System.nanoTime();
    T result = first.get();
    listener.waited(Waiter.ENGINE, System.nanoTime() - start);
    return result;
  }

  private int ready() {
    int ready = 0;
    for (Future<T> result : pending) {
      if (result.isDone()) {
        ready++;
      }
    }
    return ready;
  }

  /** Waits for the next result and returns it, or throws the exception of its task. */
  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      T result = await(pending.remove());
      listener.queued(ready());
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
