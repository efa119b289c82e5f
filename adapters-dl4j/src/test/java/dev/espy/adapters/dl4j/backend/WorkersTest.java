package dev.espy.adapters.dl4j.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WorkersTest {

  private final Workers workers = Workers.onCpu(3);

  @BeforeAll
  static void load() {
    Backend.load(false);
  }

  @AfterEach
  void close() {
    workers.close();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "2, false", "100, false", "1, true", "100, true"})
  void doEveryTaskOnce(int tasks, boolean byAWorker) {
    AtomicIntegerArray done = new AtomicIntegerArray(tasks);
    Runnable all = () -> workers.run(tasks, (worker, task) -> done.incrementAndGet(task));

    if (byAWorker) {
      workers.call(
          () -> {
            all.run();
            return true;
          });
    } else {
      all.run();
    }

    int[] once = new int[tasks];
    Arrays.fill(once, 1);
    for (int task = 0; task < tasks; task++) {
      assertThat(done.get(task)).as("task %d", task).isEqualTo(once[task]);
    }
  }

  /** Each task waits for two others, so three workers must be at work. */
  @Test
  void workAtTheSameTime() {
    CyclicBarrier together = new CyclicBarrier(3);
    Set<Integer> seen = ConcurrentHashMap.newKeySet();

    workers.run(
        3,
        (worker, task) -> {
          seen.add(worker);
          pass(together);
        });

    assertThat(seen).containsExactlyInAnyOrder(0, 1, 2);
  }

  /** A worker's state is its own, so its index always means the same thread. */
  @Test
  void keepTheirIndex() {
    Thread[] threads = new Thread[3];
    workers.runOnEach(worker -> threads[worker] = Thread.currentThread());

    workers.run(50, (worker, task) -> assertThat(Thread.currentThread()).isSameAs(threads[worker]));

    assertThat(threads).doesNotContainNull().doesNotHaveDuplicates();
  }

  @Test
  void giveTheFirstFailureToTheCaller() {
    assertThatThrownBy(
            () ->
                workers.run(
                    9,
                    (worker, task) -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
    assertThatThrownBy(
            () ->
                workers.call(
                    () -> {
                      throw new OutOfMemoryError("full");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    // They go on after it.
    assertThat(workers.call(() -> "fine")).isEqualTo("fine");
  }

  /** A caller that went on would free what the others still use. */
  @Test
  void areAllWaitedForEvenIfOneFails() {
    AtomicIntegerArray done = new AtomicIntegerArray(3);
    CyclicBarrier together = new CyclicBarrier(3);

    assertThatThrownBy(
            () ->
                workers.runOnEach(
                    worker -> {
                      pass(together);
                      if (worker == 0) {
                        throw new IllegalStateException("broken");
                      }
                      Thread.yield();
                      done.set(worker, 1);
                    }))
        .hasMessage("broken");

    assertThat(done.toString()).isEqualTo("[0, 1, 1]");
  }

  /** An interrupted caller must not free what the workers still use. */
  @Test
  void areWaitedForEvenIfTheCallerIsInterrupted() {
    AtomicIntegerArray done = new AtomicIntegerArray(20);
    Thread.currentThread().interrupt();

    workers.run(20, (worker, task) -> done.set(task, 1));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(done.toString()).isEqualTo(Collections.nCopies(20, 1).toString());
  }

  @Test
  void serveSeveralCallersAtOnce() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    Thread other = new Thread(() -> workers.run(1, (worker, task) -> meet(both)));
    other.start();

    workers.run(1, (worker, task) -> meet(both));

    other.join();
    assertThat(both.getCount()).isZero();
  }

  private static void meet(CountDownLatch latch) {
    latch.countDown();
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pass(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
