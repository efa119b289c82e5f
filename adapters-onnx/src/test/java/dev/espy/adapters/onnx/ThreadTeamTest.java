package dev.espy.adapters.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ThreadTeamTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void computesOnTheCallingThreadAndTheOthersOfTheTeam(int threads) {
    Set<Thread> used = ConcurrentHashMap.newKeySet();
    CyclicBarrier all = new CyclicBarrier(threads);
    AtomicIntegerArray done = new AtomicIntegerArray(4 * threads);

    try (ThreadTeam team = new ThreadTeam(threads)) {
      team.run(
          done.length(),
          part -> {
            used.add(Thread.currentThread());
            meet(all);
            done.incrementAndGet(part);
          });
    }

    assertThat(used).hasSize(threads).contains(Thread.currentThread());
    for (int part = 0; part < done.length(); part++) {
      assertThat(done.get(part)).isEqualTo(1);
    }
  }

  @Test
  void onePartIsDoneByTheCallingThread() {
    Set<Thread> used = ConcurrentHashMap.newKeySet();

    try (ThreadTeam team = new ThreadTeam(4)) {
      team.run(1, part -> used.add(Thread.currentThread()));
    }

    assertThat(used).containsExactly(Thread.currentThread());
  }

  @Test
  void aCallDoesNotWaitForAnotherThatKeepsTheTeamBusy() throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    try (ThreadTeam team = new ThreadTeam(2)) {
      Thread other =
          new Thread(
              () ->
                  team.run(
                      2,
                      part -> {
                        busy.countDown();
                        await(release);
                      }));
      other.start();
      busy.await();
      AtomicIntegerArray done = new AtomicIntegerArray(8);

      team.run(8, done::incrementAndGet);

      assertThat(done).hasToString("[1, 1, 1, 1, 1, 1, 1, 1]");
      release.countDown();
      other.join();
    }
  }

  @Test
  void throwsTheFirstFailureAfterAllParts() {
    AtomicIntegerArray done = new AtomicIntegerArray(6);
    try (ThreadTeam team = new ThreadTeam(3)) {
      assertThatThrownBy(
              () ->
                  team.run(
                      6,
                      part -> {
                        done.incrementAndGet(part);
                        if (part % 2 == 1) {
                          throw new IllegalStateException("part " + part);
                        }
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("part 1");
    }
    assertThat(done).hasToString("[1, 1, 1, 1, 1, 1]");
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
