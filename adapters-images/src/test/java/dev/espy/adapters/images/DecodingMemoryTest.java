package dev.espy.adapters.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.adapters.images.decoding.DecodingMemory;
import dev.espy.domain.Shape;
import dev.espy.domain.StorageException;
import dev.espy.domain.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class DecodingMemoryTest {

  private static final int MIB = 1 << 20;
  private static final Shape FULL = new Shape(1, 1 << 15, 1 << 15);

  private final DecodingMemory memory = new DecodingMemory(10 * MIB);

  @Test
  void threadsTogetherNeverHoldMoreThanThereIs() throws Exception {
    AtomicLong held = new AtomicLong();
    AtomicLong most = new AtomicLong();
    AtomicInteger done = new AtomicInteger();
    inThreads(
        8,
        thread -> {
          for (int i = 0; i < 200; i++) {
            long first = (1 + (thread + i) % 3) * MIB;
            long all = (1 + (thread * 7 + i) % 10) * MIB;
            memory.with(
                lease -> {
                  lease.reserve(first);
                  lease.reserve(all);
                  long wanted = Math.max(first, all);
                  most.accumulateAndGet(held.addAndGet(wanted), Math::max);
                  Thread.yield();
                  held.addAndGet(-wanted);
                  return done.incrementAndGet();
                });
          }
        });
    assertThat(done).hasValue(1600);
    assertThat(most.get()).isBetween(5L * MIB, 10L * MIB);
  }

  @Test
  void workThatFindsNoRoomHoldsNothingWhileItWaits() throws Exception {
    AtomicInteger starts = new AtomicInteger();
    Thread second =
        new Thread(
            () -> {
              try {
                memory.with(
                    lease -> {
                      lease.reserve(2 * MIB);
                      starts.incrementAndGet();
                      lease.reserve(5 * MIB);
                      return "";
                    });
              } catch (UnreadableImageException e) {
                throw new IllegalStateException(e);
              }
            });
    byte[] small = Pictures.png(7);
    memory.with(
        lease -> {
          lease.reserve(6 * MIB);
          second.start();
          while (second.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          // a small image passes whoever waits
          memory.with(other -> ImageDecoder.decode(small, FULL, other));
          return "";
        });
    second.join();
    assertThat(starts).hasValue(2);
  }

  @Test
  void whatNeedsMoreThanThereIsSaysWhichHeapItNeeds() {
    assertThatThrownBy(
            () ->
                memory.with(
                    lease -> {
                      lease.reserve(11 * MIB);
                      return "";
                    }))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessage("decoding it takes 11 MB of memory; give Java a heap of 42 MiB");
  }

  @Test
  void anImageThatFillsTheHeapIsTriedAloneAndThenGivenUp() {
    AtomicInteger tries = new AtomicInteger();
    assertThatThrownBy(
            () ->
                memory.with(
                    lease -> {
                      tries.incrementAndGet();
                      throw new OutOfMemoryError("a test");
                    }))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("takes more than the available 10 MB");
    assertThat(tries).hasValue(2);
  }

  @Test
  void waitingCanBeInterrupted() throws Exception {
    memory.with(
        lease -> {
          lease.reserve(10 * MIB);
          Thread.currentThread().interrupt();
          assertThatThrownBy(
                  () ->
                      memory.with(
                          other -> {
                            other.reserve(MIB);
                            return "";
                          }))
              .isInstanceOf(StorageException.class);
          assertThat(Thread.interrupted()).isTrue();
          return "";
        });
    // and all is free again
    assertThat(
            memory.<String>with(
                lease -> {
                  lease.reserve(10 * MIB);
                  return "done";
                }))
        .isEqualTo("done");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "bmp", "gif", "tiff"})
  void anImageIsReadableByItsSizeAlone(String format) throws Exception {
    byte[] file =
        Pictures.encode(new BufferedImage(1000, 800, BufferedImage.TYPE_3BYTE_BGR), format);
    DecodingMemory enough = new DecodingMemory(8 * MIB);
    DecodingMemory tooLittle = new DecodingMemory(2 * MIB);
    inThreads(
        8,
        thread -> {
          for (int i = 0; i < 5; i++) {
            assertThat(enough.with(lease -> ImageDecoder.decode(file, FULL, lease)).shape())
                .isEqualTo(new Shape(format.equals("gif") ? 1 : 3, 800, 1000));
            assertThatThrownBy(
                    () -> tooLittle.with(lease -> ImageDecoder.decode(file, FULL, lease)))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("give Java a heap of");
          }
        });
  }

  @Test
  void whatFitsIsReadOnManyThreadsInASmallHeap(@TempDir Path folder) throws Exception {
    BufferedImage image = new BufferedImage(2000, 1500, BufferedImage.TYPE_3BYTE_BGR);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx100m",
                "-XX:+UseParallelGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                SmallHeap.class.getName(),
                folder.toString()));
    for (String format : List.of("png", "jpeg", "bmp", "gif", "tiff")) {
      Pictures.write(folder.resolve("a." + format), Pictures.encode(image, format));
      command.add("a." + format);
    }
    BufferedImage large = new BufferedImage(5000, 4000, BufferedImage.TYPE_3BYTE_BGR);
    Pictures.write(folder.resolve("large.png"), Pictures.encode(large, "png"));
    command.add("large.png");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output.lines())
        .containsExactly(
            "a.bmp [2000x1500 colour]",
            "a.gif [2000x1500 grey]",
            "a.jpeg [2000x1500 colour]",
            "a.png [2000x1500 colour]",
            "a.tiff [2000x1500 colour]",
            output.lines().reduce((first, second) -> second).orElseThrow());
    assertThat(output)
        .contains("large.png")
        .contains("give Java a heap of")
        .doesNotContain("OutOf");
    assertThat(process.waitFor()).isZero();
  }

  /** Something that a thread does. */
  private interface Task {

    void run(int thread) throws Exception;
  }

  private static void inThreads(int count, Task task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int thread = i;
        results.add(
            threads.submit(
                () -> {
                  task.run(thread);
                  return null;
                }));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
