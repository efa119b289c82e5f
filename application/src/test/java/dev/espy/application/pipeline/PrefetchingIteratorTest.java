package dev.espy.application.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.application.Recorder;
import dev.espy.application.RunListener.Waiter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrefetchingIteratorTest {

  @Test
  void givesResultsInTheOrderOfTheTasks() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    Callable<Integer> slow =
        () -> {
          second.await();
          return 1;
        };
    Callable<Integer> quick =
        () -> {
          second.countDown();
          return 2;
        };
    try (PrefetchingIterator<Integer> results =
        new PrefetchingIterator<>(List.of(slow, quick).iterator(), 2, 2)) {
      assertThat(results.next()).isEqualTo(1);
      assertThat(results.next()).isEqualTo(2);
      assertThat(results.hasNext()).isFalse();
      assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void isNeverFurtherAheadThanItsDepth() {
    AtomicInteger taken = new AtomicInteger();
    Iterator<Callable<Integer>> tasks =
        IntStream.range(0, 100)
            .<Callable<Integer>>mapToObj(
                i -> {
                  taken.incrementAndGet();
                  return () -> i;
                })
            .iterator();
    List<Integer> results = new ArrayList<>();
    try (PrefetchingIterator<Integer> ahead = new PrefetchingIterator<>(tasks, 2, 3)) {
      while (ahead.hasNext()) {
        results.add(ahead.next());
        assertThat(taken.get()).isLessThanOrEqualTo(results.size() + 3);
      }
    }
    assertThat(results).isEqualTo(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void throwsWhatATaskThrows() {
    List<Callable<Integer>> tasks =
        List.of(
            () -> {
              throw new IllegalStateException("broken");
            });
    try (PrefetchingIterator<Integer> results = new PrefetchingIterator<>(tasks.iterator(), 1, 1)) {
      assertThatThrownBy(results::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("broken");
    }
  }

  @Test
  void saysThatTheEngineWaits() {
    Recorder recorder = new Recorder();
    Thread engine = Thread.currentThread();
    Callable<Integer> slow =
        () -> {
          while (engine.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          return 1;
        };
    try (PrefetchingIterator<Integer> results =
        new PrefetchingIterator<>(List.of(slow).iterator(), 1, 1, recorder)) {
      assertThat(results.next()).isEqualTo(1);
    }
    assertThat(recorder.waits).containsExactly(Waiter.ENGINE);
    assertThat(recorder.ready).containsExactly(0);
  }

  @Test
  void saysThatReadersWaitAndHowManyResultsAreReady() throws Exception {
    Recorder recorder = new Recorder();
    CountDownLatch computed = new CountDownLatch(3);
    Callable<Integer> task =
        () -> {
          computed.countDown();
          return 1;
        };
    try (PrefetchingIterator<Integer> results =
        new PrefetchingIterator<>(List.of(task, task, task).iterator(), 1, 3, recorder)) {
      assertThat(results.hasNext()).isTrue();
      computed.await();
      results.forEachRemaining(result -> assertThat(result).isEqualTo(1));
    }
    assertThat(recorder.waits).filteredOn(Waiter.READER::equals).hasSize(2);
    assertThat(recorder.ready).hasSize(3).endsWith(0);
  }

  @Test
  void itsDepthIsBoundedByTheHeap() {
    long heap = Runtime.getRuntime().maxMemory();
    assertThat(PrefetchingIterator.depth(20, 1000)).isEqualTo(20);
    assertThat(PrefetchingIterator.depth(20, heap / 8 / 3)).isEqualTo(3);
    assertThat(PrefetchingIterator.depth(20, heap)).isEqualTo(1);
    assertThat(PrefetchingIterator.depth(20, 0)).isEqualTo(20);
  }
}
