package dev.espy.adapters.dl4j.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The threads that do a network's work. Native code uses no further threads, so a worker never
 * waits for another one inside of an operation, and its results do not depend on the number of
 * workers.
 *
 * <p>The state that belongs to a worker, such as its workspaces of ND4J, its stream of CUDA and its
 * primitives of oneDNN, is created, used and freed by this worker alone.
 */
public final class Workers implements AutoCloseable {

  /**
   * Time for which a thread that waits stays awake, in nanoseconds. The phases of a step follow
   * each other faster than a sleeping thread wakes up. It is short, because others may need the
   * processor.
   */
  private static final long AWAKE = 100_000;

  private final Worker[] workers;
  private final AtomicInteger next = new AtomicInteger();

  /** A task of several that are divided among the workers. */
  public interface Task {
    /**
     * Does the task.
     *
     * @param worker 0-based index of the worker that does it
     * @param task 0-based index of the task
     */
    void run(int worker, int task);
  }

  /**
   * Starts workers for the CPU. They are daemon threads.
   *
   * @param count number of workers, at least 1
   */
  public static Workers onCpu(int count) {
    // The number of OpenMP's threads is a matter of each thread.
    return new Workers(
        count, () -> NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1));
  }

  /** Starts the worker of a GPU: ND4J gives each thread its own stream of CUDA. */
  public static Workers onGpu() {
    return new Workers(1, () -> {});
  }

  private Workers(int count, Runnable preparation) {
    workers = new Worker[count];
    for (int i = 0; i < count; i++) {
      workers[i] = new Worker(i);
    }
    try {
      for (Worker worker : workers) {
        worker.start();
      }
      runOnEach(worker -> preparation.run());
    } catch (Throwable e) {
      close();
      throw e;
    }
  }

  /** Returns the number of workers. */
  public int count() {
    return workers.length;
  }

  /** Lets one worker do the work, waits for it, and returns its result or throws its exception. */
  public <T> T call(Supplier<T> work) {
    if (current() != null) {
      return work.get();
    }
    List<T> result = new ArrayList<>(1);
    Job job = new Job(1, (worker, task) -> result.add(work.get()));
    workers[Math.floorMod(next.getAndIncrement(), workers.length)].jobs.add(job);
    job.await();
    return result.get(0);
  }

  /**
   * Divides tasks among the workers and waits for all of them. A worker that is free takes the next
   * task. If a worker calls this, it takes part.
   *
   * @param tasks number of tasks, at least 0
   * @param body does a task; after a failure, later tasks may be left out
   */
  public void run(int tasks, Task body) {
    Job job = new Job(tasks, body);
    Worker caller = current();
    int offered = caller == null ? 0 : 1;
    int first = caller == null ? next.getAndIncrement() : caller.index + 1;
    for (int i = 0; offered < Math.min(tasks, workers.length); i++) {
      workers[Math.floorMod(first + i, workers.length)].jobs.add(job);
      offered++;
    }
    if (caller != null) {
      job.work(caller.index);
    }
    job.await();
  }

  /** Lets every worker do the same work with its own index, and waits for all of them. */
  public void runOnEach(IntConsumer work) {
    Worker caller = current();
    Job[] jobs = new Job[workers.length];
    for (int i = 0; i < jobs.length; i++) {
      jobs[i] = new Job(1, (worker, task) -> work.accept(worker));
      if (caller == null || i != caller.index) {
        workers[i].jobs.add(jobs[i]);
      }
    }
    if (caller != null) {
      jobs[caller.index].work(caller.index);
    }
    Throwable failure = null;
    for (Job job : jobs) {
      Throwable thrown = job.awaitFailure();
      failure = failure == null ? thrown : failure;
    }
    throwIfPresent(failure);
  }

  /** Returns the worker that calls this; null for other threads. */
  private @Nullable Worker current() {
    return Thread.currentThread() instanceof Worker worker && worker.owner() == this
        ? worker
        : null;
  }

  /** Waits actively for a short time, or until a condition holds. */
  private static void stayAwake(BooleanSupplier until) {
    long start = System.nanoTime();
    while (!until.getAsBoolean() && System.nanoTime() - start < AWAKE) {
      Thread.onSpinWait();
    }
  }

  /** Ends the threads after the work that they have begun. */
  @Override
  public void close() {
    for (Worker worker : workers) {
      worker.jobs.add(Job.LAST);
    }
  }

  /** Tasks, and the number of those that are not done. */
  private static final class Job {

    static final Job LAST = new Job(0, (worker, task) -> {});

    private final int tasks;
    private final Task body;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch undone;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Job(int tasks, Task body) {
      this.tasks = tasks;
      this.body = body;
      this.undone = new CountDownLatch(tasks);
    }

    /** Does tasks until none is left. */
    void work(int worker) {
      for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
        try {
          if (failure.get() == null) {
            body.run(worker, task);
          }
        } catch (Throwable e) {
          failure.compareAndSet(null, e);
        } finally {
          undone.countDown();
        }
      }
    }

    /** Waits for all tasks and throws their first failure. */
    void await() {
      throwIfPresent(awaitFailure());
    }

    /**
     * Waits for all tasks, even if the thread is interrupted.
     *
     * @return their first failure; null if there is none
     */
    @Nullable Throwable awaitFailure() {
      stayAwake(() -> undone.getCount() == 0);
      boolean interrupted = false;
      while (true) {
        try {
          undone.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return failure.get();
    }
  }

  private static void throwIfPresent(@Nullable Throwable thrown) {
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    } else if (thrown instanceof Error error) {
      throw error;
    } else if (thrown != null) {
      throw new CompletionException(thrown);
    }
  }

  private final class Worker extends Thread {

    private final int index;
    private final LinkedBlockingQueue<Job> jobs = new LinkedBlockingQueue<>();

    Worker(int index) {
      super("espy-network-" + (index + 1));
      setDaemon(true);
      this.index = index;
    }

    Workers owner() {
      return Workers.this;
    }

    @Override
    public void run() {
      while (true) {
        try {
          Job job = jobs.take();
          if (job == Job.LAST) {
            return;
          }
          job.work(index);
          if (job.tasks > 1) {
            stayAwake(() -> !jobs.isEmpty());
          }
        } catch (InterruptedException e) {
          // Only the owner ends a worker.
        }
      }
    }
  }
}
